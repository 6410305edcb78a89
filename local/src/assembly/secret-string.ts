import { developmentPassword, PasswordSettings } from './development-password';
import type { DynamicReference } from './dynamic-references';
import { isObject } from '../core/is-object';
import { textOf } from './intrinsics/arguments';
import { ownMember } from './own-member';
import type { Scope } from './resolver';
import { identityOf } from './resource-identity';
import { Unresolvable } from './unresolvable';

const SECRET_TYPE = 'AWS::SecretsManager::Secret';

/** What is in a secret of the template. */
export interface SecretString {
  readonly text: string;
  /** Whether AWS would make it up, so that it was made up here. */
  readonly isGenerated: boolean;
}

/** The value of a secret; undefined when the template gives it none. */
export function secretStringOf(logicalId: string, scope: Scope): SecretString | undefined {
  const { SecretString: literal, GenerateSecretString: generated } =
    ownMember(scope.stack.template.Resources, logicalId)?.Properties ?? {};
  const inside = scope.within(`secret ${logicalId}`);
  if (literal !== undefined) return { text: textOf(inside.resolve(literal)), isGenerated: false };
  const settings = inside.resolve(generated);
  if (settings === undefined) return undefined;
  if (!isObject(settings)) throw new Unresolvable('GenerateSecretString must be an object');
  try {
    return {
      text: developmentPassword(settings as PasswordSettings, `${scope.stack.id}/${logicalId}`),
      isGenerated: true,
    };
  } catch (error) {
    throw new Unresolvable((error as Error).message);
  }
}

/** What a dynamic reference to a secret of this assembly stands for; undefined for every other one. */
export function referencedSecret({ service, path }: DynamicReference, scope: Scope): SecretString | undefined {
  const [, id, jsonKey, stage, versionId] = SECRET_PATH.exec(path) ?? [];
  if (service !== 'secretsmanager' || id === undefined) return undefined;
  const secret = findSecret(id, scope);
  if (!secret) return undefined;
  if ((stage && stage !== 'AWSCURRENT') || versionId) {
    throw new Unresolvable(`the dynamic reference to ${id} is to another version than AWSCURRENT, the only one here`);
  }
  return jsonKey ? { ...secret, text: memberOf(secret.text, jsonKey, id) } : secret;
}

/** Name or ARN, then `SecretString`, a key of its JSON, a version's stage and id. */
const SECRET_PATH = /^(arn:(?:[^:]*:){5}[^:]+|[^:]+)(?::SecretString(?::([^:]*)(?::([^:]*)(?::([^:]*))?)?)?)?$/;

function findSecret(nameOrArn: string, scope: Scope): SecretString | undefined {
  for (const stack of scope.stacks) {
    for (const [logicalId, { Type }] of Object.entries(stack.template.Resources ?? {})) {
      if (Type !== SECRET_TYPE) continue;
      const { ref: arn } = identityOf(logicalId, scope.from(stack));
      const isMeant = arn === nameOrArn || (secretName(arn) === nameOrArn && stack.region === scope.stack.region);
      if (isMeant) return secretStringOf(logicalId, scope.from(stack));
    }
  }
  return undefined;
}

/** An ARN ends in the name, a hyphen and six characters. */
export function secretName(arn: string): string {
  return arn.slice(arn.indexOf(':secret:') + ':secret:'.length, -7);
}

function memberOf(text: string, key: string, id: string): string {
  try {
    const value = ownMember(JSON.parse(text) as Record<string, unknown>, key);
    if (value !== undefined) return textOf(value);
  } catch {
    // not JSON: no key is in it
  }
  throw new Unresolvable(`the secret ${id} has no key ${key}`);
}
