import { EXAMPLE_APPS, pythonOfFunctions, synthesizeExample } from './lib/example-apps.mjs';
import { setUp } from './lib/set-up.mjs';

// npm's shell passes no signal on: when npm has gone, so has our parent, and nobody could end us
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 1_000).unref();

const [language = 'typescript'] = process.argv.slice(2);
if (!(language in EXAMPLE_APPS)) {
  console.error(`no example in ${language}: there are ${Object.keys(EXAMPLE_APPS).join(', ')}`);
  process.exit(1);
}
await setUp();
const assembly = await synthesizeExample(language);
const python = EXAMPLE_APPS[language].hasPythonFunctions ? await pythonOfFunctions() : undefined;
const { serve } = await import('../examples/orders/serve.mjs');
await serve({ assembly, python });
