import { createHash } from 'node:crypto';
import { Duration, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';

/**
 * Eight characters that are the same for the same content, whatever the order things were made in.
 * Constructs count by their path and tokens by what they resolve to, so that an id made from the key survives edits
 * elsewhere in the app.
 */
export function contentKey(scope: IConstruct, content: unknown): string {
  const json = JSON.stringify(Stack.of(scope).resolve(toPlain(content)));
  return createHash('sha256').update(json).digest('hex').slice(0, 8);
}

function toPlain(value: unknown): unknown {
  if (Construct.isConstruct(value)) {
    return value.node.path;
  }
  if (value instanceof Duration) {
    return value.isUnresolved() ? value.toString() : value.toMilliseconds();
  }
  if (Array.isArray(value)) {
    return value.map(toPlain);
  }
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) !== Object.prototype) {
    return toPlain({ ...value });
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, member]) => [name, toPlain(member)]));
  }
  return value;
}
