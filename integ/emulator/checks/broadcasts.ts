import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ApiClient } from '../api-client';
import { DeployedStack } from '../deployed-stack';
import { eventually } from '../eventually';

/** From the queue to the connection, and to the queue beside it. */
export function checkBroadcasts(): void {
  it('of a batch, what is a broadcast arrives, and what is none is set aside', async () => {
    const stack = await DeployedStack.named('RealtimeWebSocketApiChannels');
    const client = ApiClient.api(stack);
    const connection = (await client.connect({ origin: 'https://app.example.com' }))!;
    await connection.ask({ action: 'subscribe', channel: 'news' });
    const message = { to: { channel: 'news' }, data: { text: 'hello' }, id: 'b-1' };
    const frame = await connection.after(() => send(stack, ['no broadcast', JSON.stringify(message)]));
    connection.close();
    expect(frame).toEqual({ type: 'message', ...message });
    expect(await setAside(stack)).toBe('no broadcast');
  });
}

const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

async function send(stack: DeployedStack, bodies: string[]): Promise<void> {
  const QueueUrl = stack.idOf('AWS::SQS::Queue', 'BroadcastBroadcastsQueue');
  const Entries = bodies.map((MessageBody, i) => ({ Id: String(i), MessageBody }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
}

function setAside(stack: DeployedStack): Promise<string> {
  const QueueUrl = stack.idOf('AWS::SQS::Queue', 'BroadcastBroadcastsDeadLetters');
  return eventually(async () => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    return Messages[0]?.Body;
  });
}
