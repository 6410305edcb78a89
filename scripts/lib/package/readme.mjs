import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../run.mjs';
import { inOneLanguage } from '../translations/blocks.mjs';

const RELATIVE = /\]\((?![a-z][a-z0-9+.-]*:|#)([^)\s]+)\)/gi;

/**
 * Makes a folder that jsii-pacmak takes for the library, whose README is for readers of one language: jsii has it in
 * .jsii. Only the description is in it; the code comes from the top.
 */
export function describeFor(language, folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'LICENSE']) fs.copyFileSync(path.join(ROOT, file), path.join(folder, file));
  const assembly = JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf8'));
  const markdown = withWholeLinks(inOneLanguage(assembly.readme.markdown, language), assembly.repository.url);
  fs.writeFileSync(path.join(folder, '.jsii'), JSON.stringify({ ...assembly, readme: { markdown } }));
}

/** Where a package is shown there is no repository for links to lead into. */
function withWholeLinks(markdown, repository) {
  const files = `${repository.replace(/\.git$/, '')}/blob/main`;
  return markdown.replace(RELATIVE, (_, target) => `](${files}/${target})`);
}
