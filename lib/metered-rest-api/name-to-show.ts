/** What a remedy calls a parameter: by what was given, where that is a name without its place. */
export function nameToShow(text: string): string {
  return /^[A-Za-z0-9_~-]+$/.test(text) ? text : 'NAME';
}
