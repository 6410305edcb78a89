const [MAP, TEXT] = [5, 3];

/** A map of a few texts in CBOR, which is all that an error needs (RFC 8949). */
export function cborText(members: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(members);
  return Buffer.concat([head(MAP, entries.length), ...entries.flat().map(text)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([head(TEXT, bytes.length), bytes]);
}

/** A kind and a length: in five bits, or in the two bytes that follow. */
function head(kind: number, length: number): Buffer {
  if (length < 24) return Buffer.of((kind << 5) | length);
  return Buffer.of((kind << 5) | 25, length >> 8, length & 0xff);
}
