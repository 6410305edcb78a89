import { AccountSettings } from '../../../lib/runtime/clients/account-settings';
import { FakeClient } from './fake-client';

it.each([
  [{ cloudwatchRoleArn: 'arn:aws:iam::1:role/theirs' }, 'arn:aws:iam::1:role/theirs'],
  [{}, undefined],
  [{ cloudwatchRoleArn: '' }, undefined],
])('an account of %j has the log role %s', async (account, role) => {
  const fake = new FakeClient({ GetAccount: () => account });
  await expect(new AccountSettings(fake.client).logRole()).resolves.toBe(role);
});

it('sets the role and nothing else', async () => {
  const fake = new FakeClient({ UpdateAccount: () => ({}) });
  await new AccountSettings(fake.client).setLogRole('arn:aws:iam::1:role/ours');
  expect(fake.sent).toEqual([
    'UpdateAccount {"patchOperations":[{"op":"replace","path":"/cloudwatchRoleArn","value":"arn:aws:iam::1:role/ours"}]}',
  ]);
});
