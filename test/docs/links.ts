const withoutCode = (markdown: string): string => markdown.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');

/** Targets of the Markdown links and images in a text that lead into the repository. */
function targets(markdown: string): string[] {
  const all = [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  return all.filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

/** Files that a text links to, without their anchors. */
export function relativeLinks(markdown: string): string[] {
  return targets(markdown)
    .map((target) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '');
}

/** Links to a heading: the file, which is empty for the text itself, and the anchor. */
export function anchoredLinks(markdown: string): { file: string; anchor: string }[] {
  return targets(markdown)
    .filter((target) => target.includes('#'))
    .map((target) => ({ file: target.replace(/#.*$/, ''), anchor: target.replace(/^[^#]*#/, '') }));
}

/** Anchors of the headings of a text, as GitHub makes them, and of what has an id. */
export function anchors(markdown: string): string[] {
  const headings = [...markdown.replace(/^```.*?^```/gms, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...markdown.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)];
}

/** Anchors that HTML in a text leads to, in the text itself. */
export function htmlAnchoredLinks(markdown: string): string[] {
  return [...new Set([...markdown.matchAll(/ href="#([^"]+)"/g)].map(([, anchor]) => anchor))];
}

/** Names of the npm scripts a text tells its reader to run, in code spans and blocks. */
export function npmScripts(markdown: string): string[] {
  const code = [...markdown.matchAll(/^```.*?^```|`[^`\n]+`/gms)].map(([text]) => text).join('\n');
  const run = [...code.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name]) => name);
  const short = [...code.matchAll(/\bnpm (start|test)\b/g)].map(([, name]) => name);
  return [...new Set([...run, ...short])].sort();
}
