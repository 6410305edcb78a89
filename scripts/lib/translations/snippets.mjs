import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../run.mjs';
import { isProgram, withBoundary } from './programs.mjs';
import { allTypeScriptSnippets, BatchSnippetTranslator, loadAssemblies, ts } from './rosetta.mjs';

const FOLDER = path.join(ROOT, '.cache', 'snippets');
const HOST = { getCurrentDirectory: () => ROOT, getCanonicalFileName: (file) => file, getNewLine: () => '\n' };

/**
 * Compiles the TypeScript snippets of Markdown files, and gives a translator for each; an error in one is thrown. Rosetta itself looks for snippets
 * in the README that jsii put into .jsii, and in no other file: so each takes the README's place.
 */
export async function compileSnippets(files) {
  const [loaded] = loadAssemblies([ROOT], false);
  const found = await Promise.all(
    files.map(async (file) => {
      const readme = { markdown: fs.readFileSync(path.join(ROOT, file), 'utf8') };
      const snippets = await allTypeScriptSnippets([
        { ...loaded, assembly: { ...loaded.assembly, types: {}, submodules: {}, readme } },
      ]);
      return snippets.map((snippet) => ({ file, snippet }));
    }),
  );
  return translatorsOf(found.flat());
}

function translatorsOf(found) {
  linkLibrary();
  const snippets = found.map(({ file, snippet }) => ({
    ...snippet,
    completeSource: isProgram(snippet.visibleSource) ? withBoundary(snippet.visibleSource) : snippet.completeSource,
    location: { ...snippet.location, api: { api: 'file', fileName: file } },
    parameters: { ...snippet.parameters, $compilation: FOLDER },
  }));
  const batch = [...new BatchSnippetTranslator(snippets, { includeCompilerDiagnostics: true })];
  const errors = batch.flatMap(([, { diagnostics }]) => diagnostics);
  if (errors.length > 0) throw new Error(ts.formatDiagnostics(errors, HOST));
  return batch.map(([snippet, translator], index) => ({
    file: found[index].file,
    source: snippet.visibleSource,
    translator,
  }));
}

/** Snippets import the library by its name, and what they declare is not in it. */
function linkLibrary() {
  const link = path.join(FOLDER, 'node_modules', 'cdk-apigateway-patterns');
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.writeFileSync(path.join(FOLDER, 'package.json'), '{}');
  fs.rmSync(link, { force: true });
  fs.symlinkSync(ROOT, link, 'dir');
}
