import { createHash } from 'node:crypto';

/** `GenerateSecretString` of AWS::SecretsManager::Secret. CloudFormation takes numbers and booleans as texts, too. */
export interface PasswordSettings {
  readonly ExcludeCharacters?: string;
  readonly ExcludeLowercase?: unknown;
  readonly ExcludeNumbers?: unknown;
  readonly ExcludePunctuation?: unknown;
  readonly ExcludeUppercase?: unknown;
  readonly GenerateStringKey?: string;
  readonly IncludeSpace?: unknown;
  readonly PasswordLength?: unknown;
  readonly RequireEachIncludedType?: unknown;
  readonly SecretStringTemplate?: string;
}

const DEFAULT_LENGTH = 32;
const TYPES = [
  { excludedBy: 'ExcludeLowercase', characters: 'abcdefghijklmnopqrstuvwxyz' },
  { excludedBy: 'ExcludeUppercase', characters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
  { excludedBy: 'ExcludeNumbers', characters: '0123456789' },
  { excludedBy: 'ExcludePunctuation', characters: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~' },
] as const;

/**
 * A secret's text as AWS would make it up, but always the same one for the same seed. Of use on this machine only. Throws
 * where AWS would refuse the settings.
 */
export function developmentPassword(settings: PasswordSettings, seed: string): string {
  const password = passwordOf(settings, seed);
  const { GenerateStringKey: key, SecretStringTemplate: template } = settings;
  if (key === undefined || template === undefined) return password;
  return JSON.stringify({ ...parsed(template), [key]: password });
}

function parsed(template: string): object {
  try {
    return JSON.parse(template) as object;
  } catch {
    throw new Error('SecretStringTemplate must be a JSON object');
  }
}

function passwordOf(settings: PasswordSettings, seed: string): string {
  const length = Number(settings.PasswordLength ?? DEFAULT_LENGTH);
  const types = includedTypes(settings);
  const characters = types.join('') + (isOn(settings.IncludeSpace) ? ' ' : '');
  if (characters === '') throw new Error('GenerateSecretString excludes every character');
  const needed = isOn(settings.RequireEachIncludedType ?? true) ? types : [];
  if (!(length >= Math.max(1, needed.length) && length <= 4_096)) {
    throw new Error(
      `PasswordLength must be ${Math.max(1, needed.length)} to 4096, got ${String(settings.PasswordLength)}`,
    );
  }
  for (let attempt = 0; ; attempt++) {
    const password = randomText(characters, length, `secret ${seed} ${attempt}`);
    if (needed.every((type) => [...type].some((character) => password.includes(character)))) return password;
  }
}

function includedTypes(settings: PasswordSettings): string[] {
  const excluded = new Set(settings.ExcludeCharacters ?? '');
  return TYPES.filter(({ excludedBy }) => !isOn(settings[excludedBy]))
    .map(({ characters }) => [...characters].filter((character) => !excluded.has(character)).join(''))
    .filter((characters) => characters !== '');
}

function randomText(characters: string, length: number, seed: string): string {
  let text = '';
  for (let block = 0; text.length < length; block++) {
    const bytes = createHash('sha512').update(`${seed} ${block}`).digest();
    text += Array.from(bytes, (byte) => characters.charAt(byte % characters.length)).join('');
  }
  return text.slice(0, length);
}

function isOn(value: unknown): boolean {
  return value === true || value === 'true';
}
