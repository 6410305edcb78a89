import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { handler } from '../../../lib/runtime/handlers/account-log-role';
import { FakeClient } from '../clients/fake-client';
import { Answers } from '../custom-resource/answers';
import type { CustomResourceEvent } from '../../../lib/runtime/custom-resource/custom-resource-event';

const OURS = 'arn:aws:iam::123456789012:role/ours';
const answers = new Answers();
let account: { cloudwatchRoleArn?: string };
let fake: FakeClient;

beforeAll(() => answers.start());
afterAll(() => answers.stop());
beforeEach(() => {
  answers.taken.length = 0;
  account = {};
  fake = new FakeClient({
    GetAccount: () => account,
    UpdateAccount: () => ({}),
  });
  jest.spyOn(APIGatewayClient.prototype, 'send').mockImplementation((command: object) => fake.send(command as never));
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());

async function answerTo(RequestType: CustomResourceEvent['RequestType']) {
  const event = answers.event({ RequestType, ResourceProperties: { RoleArn: OURS } });
  await handler(event, { getRemainingTimeInMillis: () => 180_000 });
  return answers.taken;
}

it.each(['Create', 'Update'] as const)('on %s gives the account the role it lacks', async (request) => {
  await expect(answerTo(request)).resolves.toMatchObject([{ Status: 'SUCCESS', Data: { AccountRoleArn: OURS } }]);
  expect(fake.sent).toContainEqual(expect.stringContaining(`"value":"${OURS}"`));
});

it.each(['Create', 'Update'] as const)('on %s leaves the role it has', async (request) => {
  account = { cloudwatchRoleArn: 'arn:aws:iam::123456789012:role/theirs' };
  await expect(answerTo(request)).resolves.toMatchObject([
    { Status: 'SUCCESS', Data: { AccountRoleArn: 'arn:aws:iam::123456789012:role/theirs' } },
  ]);
  expect(fake.sent).toEqual(['GetAccount']);
});

it('on Delete touches nothing: others log by the role', async () => {
  account = { cloudwatchRoleArn: OURS };
  await expect(answerTo('Delete')).resolves.toMatchObject([{ Status: 'SUCCESS' }]);
  expect(fake.sent).toEqual([]);
});
