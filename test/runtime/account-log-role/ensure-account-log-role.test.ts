import { ensureAccountLogRole } from '../../../lib/runtime/account-log-role/ensure-account-log-role';
import { awsError } from '../clients/fake-client';

const OURS = 'arn:aws:iam::123456789012:role/ours';
const NOT_YET = awsError(
  'BadRequestException',
  'The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.',
);

/** An account that refuses to be updated with each of the errors in turn. */
class Account {
  public readonly waits: number[] = [];
  public readonly updates: string[] = [];

  public constructor(
    public role: string | undefined,
    private readonly errors: Error[] = [],
  ) {}

  public async logRole(): Promise<string | undefined> {
    return this.role;
  }

  public async setLogRole(arn: string): Promise<void> {
    this.updates.push(arn);
    const error = this.errors.shift();
    if (error) throw error;
    this.role = arn;
  }

  public ensure(whileWaiting: () => void = () => undefined): Promise<string> {
    return ensureAccountLogRole(this, OURS, async (seconds) => {
      this.waits.push(seconds);
      whileWaiting();
    });
  }
}

it('an account without a log role gets ours', async () => {
  const account = new Account(undefined);
  await expect(account.ensure()).resolves.toBe(OURS);
  expect(account.role).toBe(OURS);
  expect(account.waits).toEqual([]);
});

it('an account that has one keeps it', async () => {
  const account = new Account('arn:aws:iam::123456789012:role/theirs');
  await expect(account.ensure()).resolves.toBe('arn:aws:iam::123456789012:role/theirs');
  expect(account.updates).toEqual([]);
});

it.each([
  ['IAM has not made the new role known', NOT_YET],
  ['IAM has not made the role of the function known', awsError('AccessDeniedException')],
  ['another stack updates the account', awsError('TooManyRequestsException')],
  ['another stack has just updated it', awsError('ConflictException')],
  ['the service is unavailable', awsError('ServiceUnavailableException')],
])('waits longer and longer while %s', async (_, error) => {
  const account = new Account(undefined, [error, error, error]);
  await expect(account.ensure()).resolves.toBe(OURS);
  expect(account.waits).toHaveLength(3);
  expect(account.waits).toEqual([...account.waits].sort((a, b) => a - b));
});

it('takes the role that another stack set in the meantime', async () => {
  const account = new Account(undefined, [awsError('TooManyRequestsException')]);
  const set = () => void (account.role = 'arn:aws:iam::123456789012:role/faster');
  await expect(account.ensure(set)).resolves.toBe('arn:aws:iam::123456789012:role/faster');
  expect(account.updates).toHaveLength(1);
});

it('gives up within the time its function has, with the last error', async () => {
  const account = new Account(undefined, Array<Error>(20).fill(NOT_YET));
  await expect(account.ensure()).rejects.toBe(NOT_YET);
  const total = account.waits.reduce((sum, wait) => sum + wait, 0);
  expect(total).toBeGreaterThan(60);
  expect(total).toBeLessThan(150);
});

it.each([awsError('TypeError'), awsError('BadRequestException', 'Invalid patch path')])(
  'does not wait for what will not pass: %s',
  async (error) => {
    const account = new Account(undefined, [error]);
    await expect(account.ensure()).rejects.toBe(error);
    expect(account.waits).toEqual([]);
  },
);
