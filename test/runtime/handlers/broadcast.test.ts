import { handler as deliver } from '../../../lib/runtime/handlers/deliver';
import { handler as dispatch } from '../../../lib/runtime/handlers/dispatch';

const posted: unknown[] = [];
const answers: Record<string, (input: never) => object> = {
  GetItem: () => ({ Item: { pk: { S: 'ALL#1' }, sk: { S: 'c1' }, at: { N: '1' }, ttl: { N: '4000000000' } } }),
  PostToConnection: (input) => (posted.push(input), {}),
};
const mockClient = jest.fn((config: unknown) => ({
  config,
  send: async (command: { constructor: { name: string }; input: never }) =>
    answers[command.constructor.name.replace(/Command$/, '')](command.input),
}));
jest.mock('@aws-sdk/client-apigatewaymanagementapi', () => ({
  ...jest.requireActual('@aws-sdk/client-apigatewaymanagementapi'),
  ApiGatewayManagementApiClient: function (config: unknown) {
    return mockClient(config);
  },
}));
jest.mock('@aws-sdk/client-dynamodb', () => ({
  ...jest.requireActual('@aws-sdk/client-dynamodb'),
  DynamoDBClient: function (config: unknown) {
    return mockClient(config);
  },
}));

const context = { getRemainingTimeInMillis: () => 60_000 };
const frame = { type: 'message', id: 'b', to: { connection: 'c1' }, data: 1 };
const post = { ConnectionId: 'c1', Data: JSON.stringify(frame) };

beforeEach(() => {
  posted.length = 0;
  process.env.REALTIME = JSON.stringify({
    tableName: 't',
    callbackUrl: 'https://api.example.com/prod',
    broadcastQueueUrl: 'https://sqs/broadcast',
    deliveryQueueUrl: 'https://sqs/delivery',
    deadLetterQueueUrl: 'https://sqs/dead',
    disconnectedQueueUrls: [],
  });
});

it('dispatch tells one connection at once', async () => {
  const body = JSON.stringify({ to: { connection: 'c1' }, data: 1 });
  await expect(dispatch({ Records: [{ messageId: 'b', body }] }, context)).resolves.toEqual({ batchItemFailures: [] });
  expect(posted).toEqual([post]);
});

it('deliver does a job', async () => {
  const body = JSON.stringify({ deliver: { frame, recipients: [['c1', 1]], attempt: 0 } });
  await expect(deliver({ Records: [{ messageId: 'm', body }] }, context)).resolves.toEqual({ batchItemFailures: [] });
  expect(posted).toEqual([post]);
  expect(mockClient).toHaveBeenCalledWith(expect.objectContaining({ endpoint: 'https://api.example.com/prod' }));
});
