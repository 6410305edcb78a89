import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ApiClient } from '../api-client';
import { DeployedStack } from '../deployed-stack';
import { eventually } from '../eventually';

/** The examples of the README, in each language. */
export function checkExamples(): void {
  it.each(['Orders', 'OrdersPython', 'OrdersJava'])(
    '%s: health is public; orders, the catalogue and, for a page of an allowed origin, live updates need a token',
    async (name) => {
      const stack = await DeployedStack.named(name);
      const shop = ApiClient.api(stack, 'Shop');
      expect(await shop.call('/health')).toEqual({ status: 200, body: { status: 'ok' } });
      expect(await shop.call('/orders')).toMatchObject({ status: 401 });
      expect(await ApiClient.restApi(stack).call('/products/lamp')).toMatchObject({ status: 401 });
      expect(await ApiClient.api(stack, 'Live').connect({ origin: 'https://app.example.com' })).toBeUndefined();
    },
  );

  it.each(['OrdersPython', 'OrdersJava'])('%s: functions in Python take an order and ship it', async (name) => {
    const stack = await DeployedStack.named(name);
    expect(await invoke(stack, 'createorder', { body: '{"sku":"lamp"}' })).toMatchObject({ statusCode: 201 });
    const { body } = await invoke(stack, 'listorders');
    expect(JSON.parse(body)).toMatchObject({ orders: [{ sku: 'lamp', quantity: 1 }] });
    await isEmptied(stack.idOf('AWS::SQS::Queue', 'Shipping'));
  });
}

/** As API Gateway does for a customer who is signed in. */
async function invoke(stack: DeployedStack, fn: string, request: object = {}): Promise<{ body: string }> {
  const requestContext = { authorizer: { jwt: { claims: { sub: 'ann' } } } };
  const event = JSON.stringify({ isBase64Encoded: false, requestContext, ...request });
  const FunctionName = stack.idOf('AWS::Lambda::Function', fn);
  const { Payload } = await new LambdaClient().send(new InvokeCommand({ FunctionName, Payload: Buffer.from(event) }));
  return JSON.parse(Buffer.from(Payload!).toString()) as { body: string };
}

/** What a function fails at comes back to the queue. */
async function isEmptied(QueueUrl: string): Promise<void> {
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  await eventually(async () => {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    const { ApproximateNumberOfMessages: waiting, ApproximateNumberOfMessagesNotVisible: inFlight } = Attributes!;
    return (waiting === '0' && inFlight === '0') || undefined;
  });
}
