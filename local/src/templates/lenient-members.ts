const QUOTED = /^"[^"]*"|^'[^']*'/;

/**
 * The members of what is almost a JSON object, each with its value as it is written: the service takes names without
 * quotes or with single ones, odd names, surplus commas and nearly any value. Undefined when even that fails.
 */
export function lenientMembers(text: string): ReadonlyMap<string, string> | undefined {
  const members = new Map<string, string>();
  let rest = text.trim();
  if (!rest.startsWith('{')) return undefined;
  rest = rest.slice(1);
  for (;;) {
    rest = rest.replace(/^[\s,]+/, '');
    if (rest === '}') return members;
    const name = takeName(rest);
    const value = name && takeValue(name.rest);
    if (!name || !value) return undefined;
    members.set(name.text, value.text);
    rest = value.rest;
  }
}

interface Taken {
  readonly text: string;
  readonly rest: string;
}

/** A name and its colon. */
function takeName(text: string): Taken | undefined {
  if (/^["']/.test(text)) {
    const [quoted] = QUOTED.exec(text) ?? [];
    const after = quoted === undefined ? '' : text.slice(quoted.length).trimStart();
    return quoted !== undefined && after.startsWith(':')
      ? { text: quoted.slice(1, -1), rest: after.slice(1) }
      : undefined;
  }
  const [matched, name] = /^([^:[{][^:]*):/.exec(text) ?? [];
  return matched === undefined ? undefined : { text: name!.trim(), rest: text.slice(matched.length) };
}

/** Up to the comma, or to the brace at the end. */
function takeValue(text: string): Taken | undefined {
  const start = text.trimStart();
  const length = /^["']/.test(start) ? QUOTED.exec(start)?.[0].length : /^[[{]/.test(start) ? nestedLength(start) : 0;
  if (length === undefined) return undefined;
  const [tail] = /^[^,}]*/.exec(start.slice(length)) ?? [''];
  if (length > 0 && tail.trim() !== '') return undefined;
  const end = length + tail.length;
  return /^[,}]/.test(start.slice(end)) ? { text: start.slice(0, end).trim(), rest: start.slice(end) } : undefined;
}

/** How long a list or an object is, whatever is in it. */
function nestedLength(text: string): number | undefined {
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if ('[{'.includes(character)) depth += 1;
    if (']}'.includes(character)) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return undefined;
}
