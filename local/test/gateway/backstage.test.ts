import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { defaultCredentials, UnsupportedError } from '../../src';
import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { mappingResource, queueResource } from '../support/queues';
import { apiTemplate, functionResource } from '../support/template';

let running: RunningFixture | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

const NOTHING = 'exports.handler = async () => null;';
const TELLS = 'exports.handler = async () => process.env.VALUE;';
const ruby = (properties: object = {}) => functionResource('', { Runtime: 'ruby3.4', ...properties });

/** An API whose one function has this variable, and further resources. */
function template(value: unknown, resources: Record<string, object>) {
  const Fn = functionResource(TELLS, { Environment: { Variables: { VALUE: value } } });
  return apiTemplate({ routes: { $default: 'Fn' }, functions: {}, resources: { Fn, ...resources } });
}

async function serve(
  value: unknown,
  resources: Record<string, object>,
  ignore: string[] = [],
): Promise<RunningFixture> {
  running = await serveTemplate(template(value, resources), { ignore });
  return running;
}

async function refusals(value: unknown, resources: Record<string, object>): Promise<string[]> {
  const error = await serve(value, resources).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UnsupportedError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.unsupported.map(({ logicalId, property, reason }) => `${logicalId} ${property}: ${reason}`);
}

const notes = () => running!.gateway.notes.map(({ logicalId, text }) => `${logicalId}: ${text}`);

it('a function that nobody calls may have a condition that only a deployment knows, one that is called may not', async () => {
  const Parameters = { Stage: { Type: 'String' } };
  const Conditions = { IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } };
  const conditional = { ...functionResource(NOTHING, { FunctionName: 'other' }), Condition: 'IsLive' };
  running = await serveTemplate({ ...template('none', { Other: conditional }), Parameters, Conditions });
  expect(notes()).toEqual([]);
  const called = serveTemplate({ ...template('other', { Other: conditional }), Parameters, Conditions });
  await expect(called).rejects.toThrow('Other');
});

describe('queues', () => {
  it('are served and named, also those that no function of an API names', async () => {
    const { gateway } = await serve('none', { Jobs: queueResource({ QueueName: 'jobs' }) });
    expect(gateway.queues).toEqual([
      {
        stack: 'Shop',
        logicalId: 'Jobs',
        name: 'jobs',
        url: `${gateway.sqsEndpoint}/000000000000/jobs`,
        constructPath: undefined,
      },
    ]);
    expect(gateway.sqsEndpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(notes()).toEqual([]);
  });

  it('have no endpoint where there are none', async () => {
    const { gateway } = await serve('none', {});
    expect([gateway.queues, gateway.sqsEndpoint]).toEqual([[], undefined]);
  });

  it('are in variables by their URL on this machine, wherever in a text', async () => {
    const value = {
      'Fn::Sub':
        '{"jobs":"${Jobs}","dead":"${Dead}","arn":"${Jobs.Arn}","name":"${Jobs.QueueName}","other":"https://sqs.eu-west-1.amazonaws.com/1/x"}',
    };
    const { gateway } = await serve(value, {
      Jobs: queueResource({ QueueName: 'jobs' }),
      Dead: queueResource({ QueueName: 'jobs-dead' }),
    });
    expect(JSON.parse((await call(gateway.url('Api'), '/')).body)).toEqual({
      jobs: `${gateway.sqsEndpoint}/000000000000/jobs`,
      dead: `${gateway.sqsEndpoint}/000000000000/jobs-dead`,
      arn: 'arn:aws:sqs:us-east-1:000000000000:jobs',
      name: 'jobs',
      // not found there, rather than asked for at AWS
      other: `${gateway.sqsEndpoint}/1/x`,
    });
  });

  it('that AWS would refuse are refused where a function needs them, else left out', async () => {
    const resources = { Jobs: queueResource({ QueueName: 'jobs', FifoQueue: true }) };
    const reason = 'QueueName: the name of a FIFO queue must end in .fifo, got jobs: AWS refuses it';
    expect(await refusals({ Ref: 'Jobs' }, resources)).toEqual([`Jobs ${reason}`]);
    const { gateway } = await serve('none', resources);
    expect(gateway.queues).toEqual([]);
    expect(notes()).toEqual([`Jobs: left out: ${reason}`]);
  });
});

describe('functions behind the APIs', () => {
  it.each<[string, unknown]>([
    ['a name', { Ref: 'Other' }],
    ['an ARN', { 'Fn::GetAtt': ['Other', 'Arn'] }],
    ['a qualified ARN', { 'Fn::Sub': '${Other.Arn}:live' }],
    ['an ARN in a list', { 'Fn::Sub': 'x, ${Other.Arn}' }],
    ['a name in a JSON text', { 'Fn::Sub': '{"a":["${Other}"]}' }],
  ])('are needed when a variable has %s', async (_, value) => {
    expect(await refusals(value, { Other: ruby() })).toEqual([expect.stringMatching(/^Other Runtime: /)]);
  });

  it('are not when a word is the same as their name, or a part of a longer one', async () => {
    await serve('orders:read and orders-table', { Other: ruby({ FunctionName: 'orders' }) });
    expect(notes()).toEqual([]);
  });

  it('are needed when they are driven by the dead-letter queue of a needed one', async () => {
    const deadLetterTargetArn = { 'Fn::GetAtt': ['Dead', 'Arn'] };
    const resources = {
      Jobs: queueResource({ RedrivePolicy: { deadLetterTargetArn, maxReceiveCount: 3 } }),
      Dead: queueResource(),
      Alert: ruby(),
      Mapping: mappingResource('Dead', 'Alert'),
    };
    expect(await refusals({ Ref: 'Jobs' }, resources)).toEqual([expect.stringMatching(/^Alert Runtime: /)]);
  });

  it('are needed when a needed queue drives them, over any number of steps', async () => {
    const resources = {
      First: queueResource(),
      Second: queueResource(),
      Forward: functionResource(NOTHING, { Environment: { Variables: { NEXT: { Ref: 'Second' } } } }),
      Last: ruby(),
      FirstMapping: mappingResource('First', 'Forward'),
      SecondMapping: mappingResource('Second', 'Last'),
    };
    expect(await refusals({ Ref: 'First' }, resources)).toEqual([expect.stringMatching(/^Last Runtime: /)]);
  });

  it('are left out with a note when only a queue that no API needs drives them', async () => {
    const { gateway } = await serve('none', {
      Jobs: queueResource(),
      Worker: ruby(),
      Mapping: mappingResource('Jobs', 'Worker'),
    });
    expect(gateway.queues.length).toBe(1);
    expect(notes()).toEqual([
      expect.stringMatching(/^Worker: left out: Runtime: functions of runtime "ruby3.4"/),
      'Mapping: its function can not be run: messages stay in the queue',
    ]);
  });
});

describe('rules and schedules', () => {
  const arn = { 'Fn::GetAtt': ['Nightly', 'Arn'] };
  const Rule = {
    Type: 'AWS::Events::Rule',
    Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Arn: arn }] },
  };
  const Schedule = { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: arn } } };

  it.each([
    ['a rule', { Rule }],
    ['a schedule', { Schedule }],
  ])('%s calls nothing, but its function can be invoked', async (_, resources) => {
    const Nightly = functionResource("exports.handler = async () => 'done';", { FunctionName: 'nightly' });
    const { gateway } = await serve('none', { Nightly, ...resources });
    expect(notes()).toEqual([
      expect.stringMatching(/: calls nothing here by itself; nightly can be called with Lambda's Invoke$/),
    ]);
    const { lambdaEndpoint: endpoint } = gateway;
    const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials: defaultCredentials });
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: 'nightly' }));
    client.destroy();
    expect(Buffer.from(Payload!).toString()).toBe('"done"');
  });

  it('of functions that can not be run leave a note, and nothing is refused', async () => {
    await serve('none', {
      Nightly: ruby(),
      Rule,
      Other: { ...Rule, Properties: { Targets: [{ Arn: { Ref: 'Unknown' } }] } },
    });
    expect(notes()).toEqual([expect.stringMatching(/^Nightly: left out: Runtime: /)]);
  });
});

describe('event source mappings', () => {
  const needed = (properties: object, queue: object = {}, fn: object = {}) =>
    refusals(
      { Ref: 'Jobs' },
      {
        Jobs: queueResource(queue),
        Worker: functionResource(NOTHING, fn),
        Mapping: mappingResource('Jobs', 'Worker', properties),
      },
    );

  it.each<[object, string]>([
    [
      { FilterCriteria: { Filters: [{ Pattern: '{"attributes":{}}' }] } },
      'Mapping FilterCriteria.Filters.0.Pattern: filters by attributes, but messages are filtered by their body only',
    ],
    [{ StartingPosition: 'LATEST' }, 'Mapping StartingPosition: is not for queues: AWS refuses it'],
    [{ BatchSize: 11 }, 'Mapping BatchSize: more than 10 need a MaximumBatchingWindowInSeconds of 1 or more, got 11'],
    [{ MaximumBatchingWindowInSeconds: 301 }, 'Mapping MaximumBatchingWindowInSeconds: must be 0 to 300, got 301'],
    [
      { ScalingConfig: { MaximumConcurrency: 1 } },
      'Mapping ScalingConfig.MaximumConcurrency: must be 2 to 1000, got 1',
    ],
    [{ FunctionName: 'elsewhere' }, 'Mapping FunctionName: calls elsewhere, which is no function of this assembly'],
  ])('refused: %j', async (properties, refusal) => {
    expect(await needed(properties)).toEqual([refusal]);
  });

  it('refused: a visibility time-out below that of the function', async () => {
    expect(await needed({}, { VisibilityTimeout: 30 }, { Timeout: 31 })).toEqual([
      "Mapping EventSourceArn: the queue's visibility timeout, 30 seconds, is less than the function's timeout, 31 seconds: AWS refuses that",
    ]);
  });

  it('are left out with --ignore, as their function is', async () => {
    const resources = { Jobs: queueResource(), Worker: ruby(), Mapping: mappingResource('Jobs', 'Worker') };
    await serve({ Ref: 'Jobs' }, resources, ['Mapping']);
    await running?.close();
    await serve({ Ref: 'Jobs' }, resources, ['Worker']);
    expect(notes()).toEqual(['Mapping: its function is ignored: messages stay in the queue']);
  });

  it('of other sources, and disabled ones, leave a note', async () => {
    const Table = {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'orders',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      },
    };
    await serve('none', {
      Table,
      Jobs: queueResource(),
      Stream: mappingResource('Jobs', 'Fn', { EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] } }),
      Unknown: mappingResource('Jobs', 'Fn', { EventSourceArn: { 'Fn::GetAtt': ['Cluster', 'Arn'] } }),
      Disabled: mappingResource('Jobs', 'Fn', { Enabled: false }),
    });
    expect(notes()).toEqual([
      'Disabled: is disabled: messages stay in the queue',
      expect.stringMatching(
        /^Stream: no events of arn:aws:dynamodb:.*: only queues of this assembly are event sources here$/,
      ),
      expect.stringMatching(/^Unknown: no events of a source that only a deployment knows: /),
    ]);
  });
});
