import { resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');

/** What scripts/integ-emulator.mjs has put into the environment. */
export function setting(
  name: 'AWS_ENDPOINT_URL' | 'EMULATOR_FOLDER' | 'EMULATOR_ISSUER' | 'EXAMPLE_ASSEMBLIES',
): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run npm run integ:emulator`);
  return value;
}
