import { endWithParent } from './lib/end-with-parent.mjs';
import { EXAMPLE_APPS, pythonOfFunctions, synthesizeExample } from './lib/example-apps.mjs';
import { setUp } from './lib/set-up.mjs';

const [language = 'typescript'] = process.argv.slice(2);
if (!(language in EXAMPLE_APPS)) {
  console.error(`no example in ${language}: there are ${Object.keys(EXAMPLE_APPS).join(', ')}`);
  process.exit(1);
}
endWithParent();
await setUp();
const assembly = await synthesizeExample(language);
const python = EXAMPLE_APPS[language].hasPythonFunctions ? await pythonOfFunctions() : undefined;
const { serve } = await import('../examples/orders/serve.mjs');
await serve({ assembly, python });
