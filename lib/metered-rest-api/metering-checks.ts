import { MeteredTier } from '../runtime/contract/metering-settings';

/** A function has 4,096 bytes of environment; the rest is for names and ARNs. */
const MOST_BYTES = 3_400;

/** What an id has when it is deployed, in place of a CDK token. */
const ID = 'abcdef0123';

/** What can only be told once all tiers are known. */
export function meteringProblems(tiers: readonly MeteredTier[]): string[] {
  if (tiers.length === 0) {
    return ['there is no tier to meter; give the API a tier'];
  }
  const bytes = Buffer.byteLength(JSON.stringify(tiers.map((tier) => ({ ...tier, usagePlanId: ID }))));
  if (bytes > MOST_BYTES) {
    return [
      `the tiers do not fit into the environment of the metering function, got ${tiers.length} of ${bytes} bytes in ` +
        `all, of ${MOST_BYTES}; shorten their names or make fewer tiers`,
    ];
  }
  return [];
}
