import type { AccountSettings } from '../clients/account-settings';

/**
 * Seconds to wait before each further try. A new role takes some ten seconds to be seen by API Gateway, and
 * UpdateAccount is allowed once in 20 seconds (rule Q-17): stacks deployed together take turns.
 */
const WAITS = [3, 7, 15, 22, 22, 22];

/** Errors that may pass by themselves. The role of the function itself is new too, and may be refused at first. */
const PASSING =
  /AccessDenied|TooManyRequests|Throttling|LimitExceeded|Conflict|ServiceUnavailable|InternalFailure|Timeout/;

/** How a new role is refused until IAM has made it known everywhere. */
const NOT_YET_KNOWN = /role ARN|trust permission|assume/i;

/**
 * Gives the account a log role where it has none, and the ARN of the one it then has. What was there stays: other
 * stacks and teams log by it.
 */
export async function ensureAccountLogRole(
  account: Pick<AccountSettings, 'logRole' | 'setLogRole'>,
  roleArn: string,
  sleep: (seconds: number) => Promise<void>,
): Promise<string> {
  for (const wait of [...WAITS, undefined]) {
    try {
      // asked anew each time: another stack may have been faster
      const present = await account.logRole();
      if (present === undefined) {
        await account.setLogRole(roleArn);
      }
      return present ?? roleArn;
    } catch (error) {
      if (wait === undefined || !passes(error)) {
        throw error;
      }
      // apart from each other, so that stacks which met once do not meet again
      await sleep(wait * (1 + Math.random() / 4));
    }
  }
  throw new Error('unreachable');
}

function passes(error: unknown): boolean {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return PASSING.test(name) || (name === 'BadRequestException' && NOT_YET_KNOWN.test(message));
}
