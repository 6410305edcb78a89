import { installInCache } from './lib/install-in-cache.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp();
// The newest release the library is known to work with. package.json has the oldest, which everything else runs on.
const folder = await installInCache('newest-cdk', { 'aws-cdk-lib': '2.276.0', constructs: '10.5.1' });
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'unit'], { env: { CDK_FOLDER: folder } });
