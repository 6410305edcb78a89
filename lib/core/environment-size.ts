/** What a function's environment may have, names and values together. */
export const ENVIRONMENT_BYTES = 4_096;

/** Known at deployment only: about as long as the URL of a queue and the ARN of a function get. */
const REFERENCE = 'r'.repeat(120);
/** Such as the Region's name. */
const PSEUDO_PARAMETER = 'p'.repeat(14);

/** Bytes that a variable will have whose value is JSON, references counted by how long they usually get. */
export function environmentBytes(name: string, resolved: unknown): number {
  return Buffer.byteLength(name + JSON.stringify(resolved, (_, value: unknown) => standIn(value)));
}

function standIn(value: unknown): unknown {
  const [[kind, content] = [], ...more] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (!kind || more.length > 0 || !(kind === 'Ref' || kind.startsWith('Fn::'))) {
    return value;
  }
  if (kind === 'Fn::Join') {
    const [delimiter, parts] = content as [string, unknown];
    return Array.isArray(parts) ? parts.map(standIn).join(delimiter) : REFERENCE;
  }
  return String(content).startsWith('AWS::') ? PSEUDO_PARAMETER : REFERENCE;
}
