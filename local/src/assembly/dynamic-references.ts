import type { Scope } from './resolver';
import { referencedSecret } from './secret-string';
import { Unresolvable } from './unresolvable';

/** `{{resolve:secretsmanager:orders-secret:SecretString:password}}` */
export interface DynamicReference {
  readonly service: string;
  readonly path: string;
}

const REFERENCE = /\{\{resolve:([a-z-]+):([^}]*)\}\}/g;

/** The reference that a text consists of. */
export function dynamicReferenceIn(value: unknown): DynamicReference | undefined {
  const [only, ...more] = typeof value === 'string' ? value.matchAll(REFERENCE) : [];
  if (!only || more.length > 0 || only[0] !== value) return undefined;
  return { service: only[1]!, path: only[2]! };
}

/** A text with secrets of the assembly in place of the references to them. All others are only known to AWS. */
export function withDynamicReferences(text: string, scope: Scope): string {
  if (!text.includes('{{resolve:')) return text;
  return text.replace(REFERENCE, (_, service: string, path: string) => {
    const secret = referencedSecret({ service, path }, scope);
    if (secret) return secret.text;
    throw new Unresolvable(`the dynamic reference {{resolve:${service}:…}} is only known to AWS`);
  });
}
