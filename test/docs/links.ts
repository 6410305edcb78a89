/** Targets of the Markdown links and images in a text that lead into the repository, without their anchors. */
export function relativeLinks(markdown: string): string[] {
  const prose = markdown.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  return targets
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
    .map((target) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '');
}

/** Names of the npm scripts a text tells its reader to run, in code spans and blocks. */
export function npmScripts(markdown: string): string[] {
  const code = [...markdown.matchAll(/^```.*?^```|`[^`\n]+`/gms)].map(([text]) => text).join('\n');
  const run = [...code.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name]) => name);
  const short = [...code.matchAll(/\bnpm (start|test)\b/g)].map(([, name]) => name);
  return [...new Set([...run, ...short])].sort();
}
