/** JSON text in which Velocity finds nothing to do: `$` and `#` can stand in texts alone, where JSON can escape them. */
export function inert(json: string): string {
  // a token looks like `${Token[...]}` before it is resolved
  return json.replace(/\$(?!\{Token\[)|#/g, (character) => (character === '$' ? '\\u0024' : '\\u0023'));
}
