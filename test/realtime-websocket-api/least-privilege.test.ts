import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ChannelRule, RealtimeWebSocketApi } from '../../lib';
import { actionsOf, apiIn, functionIn, handlerOf, idsOf, templateOf, templateWith } from './api-under-test';

const withHooks = (api: RealtimeWebSocketApi, stack: Stack): void => {
  api.onConnected(functionIn(stack));
  api.onDisconnected(functionIn(stack, 'Other'));
};
const template = templateWith({ channels: [ChannelRule.open('news')] }, withHooks);
const receive = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
const items = (...names: string[]): string[] => names.map((name) => `dynamodb:${name}`);

describe('each handler may do what it needs and no more', () => {
  it.each([
    ['Handlers/Connect', [...items('DeleteItem', 'PutItem'), 'sqs:SendMessage']],
    ['Handlers/Disconnect', [...items('BatchWriteItem', 'DeleteItem', 'UpdateItem'), 'sqs:SendMessage']],
    ['Channels', items('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem')],
    [
      'Handlers/CloseExpired',
      [
        ...items('BatchWriteItem', 'DeleteItem', 'UpdateItem'),
        'execute-api:ManageConnections',
        ...receive,
        'sqs:SendMessage',
      ],
    ],
    [
      'Broadcast/Dispatch',
      [
        ...items('BatchWriteItem', 'DeleteItem', 'GetItem', 'Query', 'UpdateItem'),
        'execute-api:ManageConnections',
        ...receive,
        'sqs:SendMessage',
      ],
    ],
    [
      'Broadcast/Deliver',
      [
        ...items('BatchWriteItem', 'DeleteItem', 'UpdateItem'),
        'execute-api:ManageConnections',
        ...receive,
        'sqs:SendMessage',
      ],
    ],
  ] as [string, string[]][])('%s', (path, actions) => {
    expect(actionsOf(handlerOf(template, path))).toEqual(actions.sort());
  });

  it('and never a Scan (user pain 18)', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/dynamodb:(Scan|\*)/);
  });

  it.each([
    ['Handlers/Connect', ['ExpiryQueue', 'HooksConnected']],
    ['Handlers/Disconnect', ['HooksDisconnected']],
    ['Handlers/CloseExpired', ['ExpiryQueue', 'HooksDisconnected']],
    ['Broadcast/Dispatch', ['BroadcastsDeadLetters', 'BroadcastsQueue', 'DeliveriesQueue', 'HooksDisconnected']],
    ['Broadcast/Deliver', ['DeliveriesDeadLetters', 'DeliveriesQueue', 'HooksDisconnected']],
  ])('%s sends to its own queues only', (path, queues) => {
    const { statements } = handlerOf(template, path);
    const resources = statements
      .filter(({ Action }) => Action === 'sqs:SendMessage')
      .map(({ Resource }) => (Resource as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0]);
    expect(resources).toHaveLength(queues.length);
    for (const queue of queues) {
      expect(resources).toContainEqual(expect.stringContaining(queue));
    }
  });

  it('W-30: posts to, asks about and closes connections of this API and stage', () => {
    const { statements } = handlerOf(template, 'Broadcast/Deliver');
    const managing = statements.find(({ Action }) => Action === 'execute-api:ManageConnections');
    const arns = (managing?.Resource as object[]).map((arn) => JSON.stringify(arn));
    const [api] = idsOf(template, 'AWS::ApiGatewayV2::Api');
    expect(arns.map((arn) => /"(\/prod\/.*?)"/.exec(arn)?.[1]).sort()).toEqual(
      ['DELETE', 'GET', 'POST'].map((method) => `/prod/${method}/@connections/*`),
    );
    expect(arns.every((arn) => arn.includes(`{"Ref":"${api}"}`))).toBe(true);
  });

  it('asks the functions of rules, each by its own ARN', () => {
    const asking = templateOf((stack) => {
      const fn = functionIn(stack);
      apiIn(stack, { channels: [ChannelRule.lambda('a:*', fn), ChannelRule.lambda('b:*', fn)] });
    });
    const [fn] = idsOf(asking, 'AWS::Lambda::Function', 'Function');
    expect(handlerOf(asking, 'Channels').statements).toContainEqual({
      Action: 'lambda:InvokeFunction',
      Effect: 'Allow',
      Resource: { 'Fn::GetAtt': [fn, 'Arn'] },
    });
  });

  it('uses keys of the user for what they encrypt, without a wildcard', () => {
    const encryptionKey = Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/a');
    const all = templateWith({ connectionsTable: { encryptionKey }, broadcast: { encryptionKey } });
    expect(actionsOf(handlerOf(template, 'Handlers/Connect')).join()).not.toContain('kms:');
    expect(actionsOf(handlerOf(all, 'Handlers/Connect'))).toContain('kms:Decrypt');
    expect(actionsOf(handlerOf(all, 'Broadcast/Deliver'))).toContain('kms:GenerateDataKey');
    expect(JSON.stringify(all.toJSON())).not.toMatch(/kms:\w*\*/);
  });
});
