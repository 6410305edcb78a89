import { createHash } from 'node:crypto';
import {
  DefaultTokenResolver,
  Duration,
  IPostProcessor,
  IResolvable,
  IResolveContext,
  Reference,
  Tokenization,
} from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';

/**
 * Eight characters that are the same for the same content, whatever the order things were made in.
 * Constructs count by their path and tokens by what they resolve to, so that an id made from the key survives edits
 * elsewhere in the app.
 */
export function contentKey(scope: IConstruct, content: unknown): string {
  const json = JSON.stringify(
    Tokenization.resolve(toPlain(content), { scope, resolver: new ByPath(), preparing: false }),
  );
  return createHash('sha256').update(json).digest('hex').slice(0, 8);
}

/** Resolves references to the path of what they refer to: logical ids repeat from stack to stack. */
class ByPath extends DefaultTokenResolver {
  public constructor() {
    super({ join: (left, right) => asText(left) + asText(right) });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return Reference.isReference(token)
      ? `${token.target.node.path}.${token.displayName}`
      : super.resolveToken(token, context, postProcessor);
  }
}

function asText(part: unknown): string {
  return typeof part === 'string' ? part : (JSON.stringify(part) ?? '');
}

function toPlain(value: unknown): unknown {
  if (Construct.isConstruct(value)) {
    return value.node.path;
  }
  if (value instanceof Duration) {
    return value.isUnresolved() ? value.formatTokenToNumber() : value.toMilliseconds();
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
