/** Names among the known ones that a command was given, or all; ends this process where one is not known. */
export function chosenOf(known, given) {
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`not known: ${unknown.join(', ')}; there are ${known.join(', ')}`);
    process.exit(1);
  }
  return given.length > 0 ? given : known;
}
