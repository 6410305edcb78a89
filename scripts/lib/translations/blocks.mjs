const BEGIN = '<!-- begin: made from the TypeScript above by npm run generate -->';
const END = '<!-- end -->';
const BLOCKS = new RegExp(`\\n${BEGIN}.*?${END}\\n`, 'gs');
const SNIPPET = /^```ts[^\n]*\n(.*?)^```\n/gms;
// line by line: the TypeScript is that right above
const PROGRAM = new RegExp(`^\`\`\`ts[^\\n]*\\n(?:(?!\`\`\`)[^\\n]*\\n)*\`\`\`\\n\\n${BEGIN}(.*?)${END}\\n`, 'gms');
const CODE = /^```(\w+)\n.*?^```\n/gms;

/** A Markdown text with every TypeScript program followed by the same in other languages, folded up. */
export function withOtherLanguages(markdown, programsOf) {
  return withoutOtherLanguages(markdown).replace(SNIPPET, (block, source) => {
    const programs = programsOf(source);
    return programs.length === 0 ? block : `${block}\n${[BEGIN, ...programs.map(folded), END].join('\n\n')}\n`;
  });
}

export function withoutOtherLanguages(markdown) {
  return markdown.replace(BLOCKS, '');
}

/** The text for readers of one language: its programs take the place of those in TypeScript, and nothing is folded up. */
export function inOneLanguage(markdown, language) {
  return markdown.replace(PROGRAM, (_, programs) => {
    const [program] = [...programs.matchAll(CODE)].find(([, fence]) => fence === language);
    return program;
  });
}

// with empty lines around the code: sites that render Markdown look for it inside HTML only then
function folded({ name, file, fence, code }) {
  return [
    '<details>',
    `<summary>${name}: <code>${file}</code></summary>`,
    '',
    `\`\`\`${fence}\n${code}\n\`\`\``,
    '',
    '</details>',
  ].join('\n');
}
