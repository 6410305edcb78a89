/** A list or a map is written as JSON; one name may go without brackets (assumed). Throws SyntaxError. */
export function structured(value: string): unknown {
  return /^\s*[[{]/.test(value) ? (JSON.parse(value) as unknown) : [value];
}
