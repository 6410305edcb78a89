/** Whether a text is a regular expression, for Java too, where flags such as `(?i)` may stand in front. */
export function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text.replace(/^\(\?[a-z]+\)/, ''));
    return true;
  } catch {
    return false;
  }
}
