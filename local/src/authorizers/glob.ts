/**
 * Whether text matches a pattern of `*` (any characters) and `?` (exactly one), as in IAM policies. Takes no more than
 * pattern times text steps, so that a policy can't stall the gateway as a regular expression could.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let [p, t] = [0, 0];
  let retry: { readonly p: number; readonly t: number } | undefined;
  while (t < text.length) {
    if (pattern[p] === '*') {
      retry = { p: ++p, t };
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (retry) {
      // let the last star swallow one character more
      retry = { p: retry.p, t: retry.t + 1 };
      ({ p, t } = retry);
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(p));
}
