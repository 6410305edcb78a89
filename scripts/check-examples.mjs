import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

// README.md and the doc comments are read out of .jsii, which set-up brings up to date
await setUp();
run('jsii-rosetta', ['extract', '--strict', '--cache', '.cache/rosetta.json']);
