import { bundleHandlers } from './lib/bundle-handlers.mjs';
import { removeStale } from './lib/remove-stale.mjs';
import { run } from './lib/run.mjs';

await bundleHandlers();
// `lambda` is reserved in Python, where jsii calls it `lambda_`: a factory named otherwise would be stranger
run('jsii', ['--silence-warnings=reserved-word']);
run('tsc', ['-p', 'local/tsconfig.json']);
removeStale({ sources: 'lib', outputs: 'lib', ignore: ['handlers'] });
removeStale({ sources: 'local/src', outputs: 'local/dist' });
