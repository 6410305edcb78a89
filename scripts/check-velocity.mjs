import { compileJava } from './lib/compile-java.mjs';
import { run } from './lib/run.mjs';

// mapping templates, rendered by the local gateway and by Apache Velocity
const { classPath } = await compileJava('velocity', 'test/velocity/java');
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'velocity'], { env: { VELOCITY_TESTS: classPath } });
