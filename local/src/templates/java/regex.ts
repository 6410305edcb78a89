/** A Java pattern as JavaScript's. Throws a SyntaxError for what JavaScript can't express. */
export function javaRegex(pattern: string, flags = ''): RegExp {
  const [, inline = '', rest = pattern] = /^\(\?([imsu]+)\)(.*)$/s.exec(pattern) ?? [];
  const unquoted = rest.replace(/\\Q(.*?)(?:\\E|$)/gs, (_, literal: string) =>
    literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
  );
  return new RegExp(unquoted, [...new Set(inline + flags)].join(''));
}

/** `String.matches`: the whole text, not a part of it. */
export function matchesJavaRegex(pattern: string, text: string): boolean {
  const { source, flags } = javaRegex(pattern);
  return new RegExp(`^(?:${source})$`, flags.replace('m', '')).test(text);
}
