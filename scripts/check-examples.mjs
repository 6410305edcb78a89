import { extractExamples } from './lib/extract-examples.mjs';
import { TEXTS } from './lib/translations/markdown.mjs';
import { compileSnippets } from './lib/translations/snippets.mjs';
import { setUp } from './lib/set-up.mjs';

// README.md and the doc comments are read out of .jsii, which set-up brings up to date
await setUp();
await extractExamples();
await compileSnippets(TEXTS);
