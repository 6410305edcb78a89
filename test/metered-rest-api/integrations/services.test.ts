import { App, Duration, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Stream, StreamEncryption } from 'aws-cdk-lib/aws-kinesis';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import {
  Cors,
  EventBridgeIntegrationOptions,
  KinesisIntegrationOptions,
  RouteIntegration,
  SqsAction,
  SqsIntegrationOptions,
  StepFunctionsAction,
  StepFunctionsIntegrationOptions,
} from '../../../lib';
import { templateOf } from '../../secure-http-api/api-under-test';
import { allow, logicalIdOf, statementsOf } from '../../secure-http-api/fixtures';
import { restApiIn, withApi } from '../rest-api-under-test';
import { ALLOWED, HOSTILE, operationOf, rendered, restTemplate } from './rendering';

const sqs = (options?: SqsIntegrationOptions, fifo?: boolean) => (stack: Stack) =>
  RouteIntegration.sqs(new Queue(stack, 'Queue', { fifo }), options);
const eventBridge =
  (options: Partial<EventBridgeIntegrationOptions> = {}) =>
  (stack: Stack) =>
    RouteIntegration.eventBridge(new EventBus(stack, 'Bus'), {
      source: 'com.example',
      detailType: 'Placed',
      ...options,
    });
const kinesis = (options?: KinesisIntegrationOptions) => (stack: Stack) =>
  RouteIntegration.kinesis(new Stream(stack, 'Stream', { encryption: StreamEncryption.UNENCRYPTED }), options);
const machineIn = (stack: Stack, stateMachineType = StateMachineType.EXPRESS) =>
  new StateMachine(stack, 'Machine', {
    stateMachineType,
    definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')),
  });
const stepFunctions = (options?: StepFunctionsIntegrationOptions) => (stack: Stack) =>
  RouteIntegration.stepFunctions(machineIn(stack), options);

const SYNC = { action: StepFunctionsAction.START_SYNC_EXECUTION };
const adding = (build: (stack: Stack) => RouteIntegration, routeKey = 'POST /x') =>
  withApi({}, (api, stack) => api.addRoute(routeKey, build(stack)));
const json = (text: string) => JSON.parse(text) as Record<string, unknown>;
const form = (text: string) =>
  Object.fromEntries(text.split('&').map((pair) => pair.split('='))) as Record<string, string>;
const decoded = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));

describe('a service behind a REST API', () => {
  it.each<[string, (stack: Stack) => RouteIntegration]>([
    ['SQS', sqs()],
    ['EventBridge', eventBridge()],
    ['Kinesis', kinesis()],
    ['Step Functions', stepFunctions()],
  ])('%s gets JSON only: another type would pass as the caller wrote it (R-102)', (_, build) => {
    const { integration } = rendered(build);
    expect(integration).toMatchObject({ type: 'aws', httpMethod: 'POST', passthroughBehavior: 'never' });
    expect(Object.keys(integration.requestTemplates as object)).toEqual(['application/json']);
  });

  it('has one role for the routes that need the same, whatever their options (user pain 32)', () => {
    const roles = (routes: number) => {
      const template = templateOf((stack) => {
        const api = restApiIn(stack);
        const queue = new Queue(stack, 'Queue');
        const integration = RouteIntegration.sqs(queue);
        Array.from({ length: routes }, (_, index) => api.addRoute(`POST /a${index}`, integration));
        api.addRoute('POST /b', RouteIntegration.sqs(queue, { timeout: Duration.seconds(5) }));
      });
      return Object.keys((template.toJSON() as { Resources: object }).Resources).length;
    };
    expect(roles(20)).toBe(roles(1));
  });

  it('has a role whose logical id survives what is added beside it', () => {
    const ids = (routes: string[]) =>
      Object.keys(
        templateOf((stack) => {
          const api = restApiIn(stack);
          routes.forEach((name) => api.addRoute(`POST /${name}`, RouteIntegration.sqs(new Queue(stack, name))));
        }).findResources('AWS::IAM::Role'),
      ).filter((id) => id.includes('SqsSendMessage'));
    expect(ids(['b', 'a'])).toEqual(expect.arrayContaining(ids(['a'])));
    expect(ids(['b', 'a'])).toHaveLength(2);
  });

  it.each<[string, SqsIntegrationOptions, string]>([
    ['a parameter it does not know', { parameters: { QueueUrl: 'https://other' } }, 'got "QueueUrl"; use MessageBody'],
    ['changes to answers', { responseMapping: { '200': new ParameterMapping() } }, 'leave it out on a REST API'],
    ['too long a wait', { timeout: Duration.seconds(30) }, 'timeout must be 50 milliseconds to 29 seconds'],
    [
      'an expression it does not know',
      { parameters: { DelaySeconds: '$request.cookie.x' } },
      'not a value of a request',
    ],
    ['an expression in a text', { parameters: { DelaySeconds: 'a${request.body}' } }, 'not a value of a request'],
    ['a name that ends a text', { parameters: { DelaySeconds: "$request.header.a')" } }, 'not a value of a request'],
    ['a path parameter it has not', { parameters: { DelaySeconds: '$request.path.y' } }, 'has no path parameter {y}'],
    ['another action', { action: SqsAction.PURGE_QUEUE }, 'use SecureHttpApi or a function'],
  ])('refuses %s', (_, options, message) => {
    expect(adding(sqs(options))).toThrow(message);
  });

  it('waits as long as it is told', () => {
    expect(rendered(sqs({ timeout: Duration.seconds(5) })).integration.timeoutInMillis).toBe(5_000);
  });

  it('declares what it may answer, for the service and for readers of the contract (R-104, R-108)', () => {
    const { responses } = operationOf(restTemplate(sqs()));
    expect(responses).toEqual({
      '202': { description: expect.any(String), headers: expect.objectContaining({ Vary: expect.anything() }) },
      '400': expect.anything(),
      '502': expect.anything(),
      '503': expect.anything(),
    });
  });

  it('answers pages of allowed origins readably, others not, and without CORS no one', () => {
    const reply = { SendMessageResponse: { SendMessageResult: { MessageId: 'm-1' } } };
    const to = (header: Record<string, string>, cors?: Cors) =>
      rendered(sqs(), 'POST /x', cors ? { cors } : {}).answer('200', reply, { header }).headers;
    const exposed = { 'Access-Control-Expose-Headers': 'Retry-After' };
    const echo = { 'Access-Control-Allow-Origin': ALLOWED, ...exposed, Vary: 'Origin' };
    expect(to({ Origin: ALLOWED })).toEqual(echo);
    expect(to({ origin: ALLOWED })).toEqual(echo);
    expect(to({ origin: 'https://a.b.example.org' })).toMatchObject({
      'Access-Control-Allow-Origin': 'https://a.b.example.org',
    });
    for (const origin of ['https://evil.com', `${ALLOWED}.evil.com`, 'https://example.org', 'null', '']) {
      expect(to({ origin })).toEqual({ Vary: 'Origin' });
    }
    expect(to({ Origin: ALLOWED }, Cors.disabled())).toEqual({});
    expect(to({ Origin: 'https://any.example' }, Cors.allowAnyOrigin())).toEqual({
      'Access-Control-Allow-Origin': '*',
      ...exposed,
    });
    const credentials = Cors.allowOrigins([ALLOWED], { credentials: true, exposeHeaders: ['X-Id'], headers: ['X-A'] });
    expect(to({ Origin: ALLOWED }, credentials)).toEqual({
      ...echo,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'X-Id,Retry-After',
    });
  });

  it('answers failures readably for allowed pages too', () => {
    const sent = { header: { origin: ALLOWED } };
    for (const status of ['400', '403', '500', '302']) {
      const { headers } = rendered(sqs()).answer(status, { Error: { Code: 'AccessDenied' } }, sent);
      expect(headers).toMatchObject({
        'Access-Control-Allow-Origin': ALLOWED,
        'Content-Type': 'application/problem+json',
      });
    }
  });
});

describe('a failure of a service', () => {
  const kinds: [string, (stack: Stack) => RouteIntegration, (code: string) => unknown, string][] = [
    ['SQS', sqs(), (Code) => ({ Error: { Code, Message: 'secret', Type: 'Sender' } }), 'InvalidMessageContents'],
    ['EventBridge', eventBridge(), (__type) => ({ __type, message: 'secret' }), 'ValidationException'],
    ['Kinesis', kinesis(), (__type) => ({ __type, message: 'secret' }), 'InvalidArgumentException'],
    [
      'Step Functions',
      stepFunctions(),
      (t) => ({ __type: `com.amazonaws#${t}`, m: 'secret' }),
      'InvalidExecutionInput',
    ],
  ];

  it.each(kinds)('of %s tells the caller whose it is, and nothing of the service', (_, build, failure, badInput) => {
    const api = rendered(build);
    const cases: [string, string, number][] = [
      ['400', badInput, 400],
      ['400', 'ThrottlingException', 503],
      ['403', 'AccessDeniedException', 502],
      ['400', 'ResourceNotFoundException', 502],
      ['500', 'InternalFailure', 502],
      ['200.', 'nothing of HTTP', 502],
    ];
    for (const [selector, code, status] of cases) {
      const answer = api.answer(selector, failure(code));
      expect(answer.status).toBe(status);
      expect(answer.headers['Content-Type']).toBe('application/problem+json');
      expect(json(answer.body)).toEqual({
        type: 'about:blank',
        title: expect.any(String),
        status,
        requestId: 'request-1',
      });
      expect(answer.headers['Retry-After']).toBe(status === 503 ? '1' : undefined);
    }
  });
});

describe('a queue', () => {
  it('gets the body as one value of a form, by a role for that alone', () => {
    const template = restTemplate(sqs());
    const queue = logicalIdOf(template, 'AWS::SQS::Queue');
    expect(statementsOf(template)).toEqual([allow('sqs:SendMessage', { 'Fn::GetAtt': [queue, 'Arn'] })]);
    expect(operationOf(template)['x-amazon-apigateway-integration']).toMatchObject({
      uri: {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':apigateway:',
            { Ref: 'AWS::Region' },
            ':sqs:path/',
            { Ref: 'AWS::AccountId' },
            '/',
            { 'Fn::GetAtt': [queue, 'QueueName'] },
          ],
        ],
      },
      credentials: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSqsSendMessageRole/), 'Arn'] },
      requestParameters: {
        'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'",
        'integration.request.header.Accept': "'application/json'",
      },
    });
  });

  it.each(HOSTILE)('gets %j as a message, not as another action', (body) => {
    const sent = form(rendered(sqs()).request({ body }));
    expect(Object.keys(sent).sort()).toEqual(['Action', 'MessageBody', 'Version']);
    expect(sent.Action).toBe('SendMessage');
    expect(decoded(sent.MessageBody)).toBe(body);
  });

  it.each(HOSTILE)('gets %j in a header, a query, a path or a member of the body as one value', (text) => {
    const parameters = {
      MessageBody: '$request.body.order',
      MessageGroupId: '$request.header.X-Group',
      MessageDeduplicationId: '$request.querystring.id',
      DelaySeconds: '$request.path.delay',
    };
    const api = rendered(sqs({ parameters }, true), 'POST /x/{delay}');
    const sent = form(
      api.request({
        body: JSON.stringify({ order: { text } }),
        header: { 'x-group': text },
        query: { id: text },
        path: { delay: encodeURIComponent(text) },
      }),
    );
    expect(Object.keys(sent)).toHaveLength(6);
    expect(JSON.parse(decoded(sent.MessageBody))).toEqual({ text });
    expect([sent.MessageGroupId, sent.MessageDeduplicationId, sent.DelaySeconds].map(decoded)).toEqual([
      text,
      text,
      text,
    ]);
  });

  it('takes a header from the headers alone: a query parameter of its name is none', () => {
    const api = rendered(sqs({ messageGroupId: '$request.header.X-Tenant' }, true));
    expect(form(api.request({ query: { 'X-Tenant': 'b' }, header: { 'X-Tenant': 'a' } })).MessageGroupId).toBe('a');
    expect(form(api.request({ query: { 'X-Tenant': 'b' } })).MessageGroupId).toBe('');
  });

  it('takes literals as they are, tokens, and variables of the request and of the stage', () => {
    const group = (messageGroupId: string, context = {}) =>
      decoded(form(rendered(sqs({ messageGroupId }, true)).request({ context })).MessageGroupId);
    expect(group('a & b #1 $5')).toBe('a & b #1 $5');
    expect(group(Fn.importValue('Group'))).toBe('(Group)');
    expect(group('$context.authorizer.principalId', { authorizer: { principalId: 'ann' } })).toBe('ann');
    expect(group('$context.authorizer.principalId')).toBe('');
    expect(group('$stageVariables.colour')).toBe('blue');
  });

  it('of the FIFO kind needs a group, which may be a token', () => {
    expect(adding(sqs({}, true))).toThrow('is a FIFO queue without messageGroupId, got undefined; give messageGroupId');
    expect(adding(sqs({ messageGroupId: Fn.importValue('Group') }, true))).not.toThrow();
  });

  it('answers 202 with the id of the message', () => {
    const reply = { SendMessageResponse: { SendMessageResult: { MessageId: 'm-1', MD5OfMessageBody: 'x' } } };
    const answer = rendered(sqs()).answer('200', reply);
    expect([answer.status, answer.body]).toEqual([202, '{"messageId":"m-1"}']);
  });

  it('with a key of its own lets the role use that key', () => {
    const template = restTemplate((stack) =>
      RouteIntegration.sqs(new Queue(stack, 'Queue', { encryptionMasterKey: new Key(stack, 'Key') })),
    );
    const key = { 'Fn::GetAtt': [logicalIdOf(template, 'AWS::KMS::Key'), 'Arn'] };
    expect(statementsOf(template)[1]).toEqual(allow(['kms:Decrypt', 'kms:GenerateDataKey'], key));
  });

  it('of another Region and account is found there', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'us-east-1' } });
    const queue = Queue.fromQueueArn(stack, 'Queue', 'arn:aws:sqs:eu-west-1:222222222222:orders');
    restApiIn(stack).addRoute('POST /x', RouteIntegration.sqs(queue));
    const { uri } = operationOf(Template.fromStack(stack))['x-amazon-apigateway-integration'];
    expect(uri).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':apigateway:eu-west-1:sqs:path/222222222222/orders']],
    });
  });
});

describe('an event bus', () => {
  it('gets an event with the body for its detail, by a role for that bus', () => {
    const template = restTemplate(eventBridge());
    const bus = logicalIdOf(template, 'AWS::Events::EventBus');
    expect(statementsOf(template)).toEqual([allow('events:PutEvents', { 'Fn::GetAtt': [bus, 'Arn'] })]);
    expect(operationOf(template)['x-amazon-apigateway-integration'].requestParameters).toEqual({
      'integration.request.header.Content-Type': "'application/x-amz-json-1.1'",
      'integration.request.header.X-Amz-Target': "'AWSEvents.PutEvents'",
    });
    expect(json(rendered(eventBridge()).request({ body: '{"a":1}' }))).toEqual({
      Entries: [{ EventBusName: `(${bus})`, Source: 'com.example', DetailType: 'Placed', Detail: '{"a":1}' }],
    });
  });

  it.each(HOSTILE)('gets %j as a detail of one event', (text) => {
    const [whole] = json(rendered(eventBridge()).request({ body: text })).Entries as Record<string, string>[];
    expect(whole).toMatchObject({ Source: 'com.example', Detail: text });
    const member = rendered(eventBridge({ detail: '$request.body.detail', detailType: '$request.header.type' }));
    const sent = member.request({ body: JSON.stringify({ detail: { text } }), header: { type: text } });
    const { Entries } = json(sent) as { Entries: Record<string, string>[] };
    expect(Entries).toHaveLength(1);
    expect(Entries[0]).toMatchObject({ Source: 'com.example', DetailType: text });
    expect(JSON.parse(Entries[0].Detail)).toEqual({ text });
  });

  it('takes names that have something of a template for what they are', () => {
    const options = { source: 'a"$context.requestId#end', detailType: Fn.importValue('Type') };
    const { Entries } = json(rendered(eventBridge(options)).request({ body: '{}' })) as { Entries: object[] };
    expect(Entries[0]).toMatchObject({ Source: options.source, DetailType: '(Type)' });
  });

  it('answers 202 with the id, and says where the service did not take the event', () => {
    const api = rendered(eventBridge());
    const taken = api.answer('200', { FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] });
    expect([taken.status, taken.body]).toEqual([202, '{"eventId":"e-1"}']);
    const failed = (ErrorCode: string) =>
      api.answer('200', { FailedEntryCount: 1, Entries: [{ ErrorCode, ErrorMessage: 'secret' }] });
    expect(failed('MalformedDetail').status).toBe(400);
    expect(failed('InternalFailure').status).toBe(502);
    expect(failed('MalformedDetail').body).not.toContain('secret');
  });
});

describe('a data stream', () => {
  it('gets the whole body as a record that is spread by the id of the request, by a role for that stream', () => {
    const template = restTemplate(kinesis());
    const stream = logicalIdOf(template, 'AWS::Kinesis::Stream');
    expect(statementsOf(template)).toEqual([allow('kinesis:PutRecord', { 'Fn::GetAtt': [stream, 'Arn'] })]);
    for (const body of HOSTILE) {
      const sent = json(rendered(kinesis()).request({ body }));
      expect(sent).toMatchObject({ StreamName: `(${stream})`, PartitionKey: 'request-1' });
      expect(Buffer.from(sent.Data as string, 'base64').toString()).toBe(Buffer.from(body).toString());
    }
  });

  it.each(HOSTILE)('gets %j as the partition and the record it is told', (text) => {
    const api = rendered(kinesis({ data: '$request.body.record', partitionKey: '$request.body.customer' }));
    const sent = json(api.request({ body: JSON.stringify({ record: 'YQ==', customer: text }) }));
    expect(sent).toMatchObject({ Data: 'YQ==', PartitionKey: text });
    expect(Object.keys(sent)).toHaveLength(3);
  });

  it('answers 202 with the number of the record, and with a key of its own encrypts and no more', () => {
    const answer = rendered(kinesis()).answer('200', { SequenceNumber: '49', ShardId: 'shardId-0' });
    expect([answer.status, answer.body]).toEqual([202, '{"sequenceNumber":"49"}']);
    const template = restTemplate((stack) => {
      const key = new Key(stack, 'Key');
      return RouteIntegration.kinesis(new Stream(stack, 'S', { encryption: StreamEncryption.KMS, encryptionKey: key }));
    });
    const key = { 'Fn::GetAtt': [logicalIdOf(template, 'AWS::KMS::Key'), 'Arn'] };
    expect(statementsOf(template)[1]).toEqual(allow('kms:GenerateDataKey', key));
  });
});

describe('a state machine', () => {
  it.each([
    [undefined, 'StartExecution'],
    [StepFunctionsAction.START_SYNC_EXECUTION, 'StartSyncExecution'],
  ])('is started by %s, with a role for that alone', (action, name) => {
    const template = restTemplate(stepFunctions({ action }));
    const machine = { Ref: logicalIdOf(template, 'AWS::StepFunctions::StateMachine') };
    expect(statementsOf(template)).toEqual([allow(`states:${name}`, machine)]);
    const { uri } = operationOf(template)['x-amazon-apigateway-integration'] as {
      uri: { 'Fn::Join': [string, unknown[]] };
    };
    expect(uri['Fn::Join'][1].at(-1)).toBe(`:states:action/${name}`);
  });

  it.each(HOSTILE)('gets %j as its input, and is no other', (body) => {
    const sent = json(rendered(stepFunctions(SYNC)).request({ body }));
    expect(Object.keys(sent)).toEqual(['stateMachineArn', 'input']);
    expect(sent).toMatchObject({ stateMachineArn: expect.stringContaining('Machine'), input: body });
  });

  it('gets the input and the name it is told', () => {
    const parameters = { Input: '$request.body.order', Name: '$request.path.id' };
    const api = rendered(stepFunctions({ parameters }), 'POST /x/{id}');
    const sent = json(api.request({ body: '{"order":{"a":[1]}}', path: { id: 'a%2Fb+c' } }));
    expect(sent).toMatchObject({ input: '{"a":[1]}', name: 'a/b+c' });
  });

  it('answers 202 with the execution it started, and 409 where there is one of the name', () => {
    const api = rendered(stepFunctions());
    const started = api.answer('200', { executionArn: 'arn:1', startDate: 1 });
    expect([started.status, started.body]).toEqual([202, '{"executionArn":"arn:1"}']);
    expect(api.answer('400', { __type: 'com.amazonaws#ExecutionAlreadyExists' }).status).toBe(409);
  });

  it('answers the output of what it ran, and 500 where that failed, without why', () => {
    const api = rendered(stepFunctions(SYNC));
    const output = JSON.stringify({ text: HOSTILE.join('') });
    const done = api.answer('200', { status: 'SUCCEEDED', output, executionArn: 'secret' });
    expect([done.status, done.body]).toEqual([200, output]);
    for (const status of ['FAILED', 'TIMED_OUT', undefined]) {
      const failed = api.answer('200', { status, error: 'secret', cause: 'secret', output: 'secret' });
      expect(failed.status).toBe(500);
      expect(failed.body).not.toContain('secret');
    }
  });

  it('is not stopped, nor run synchronously where it is of the standard kind; of unknown kind it may be', () => {
    const standard = (stack: Stack) =>
      RouteIntegration.stepFunctions(machineIn(stack, StateMachineType.STANDARD), SYNC);
    expect(adding(standard)).toThrow('state machine Stack/Machine cannot be run synchronously, got "STANDARD"');
    expect(adding(stepFunctions({ action: StepFunctionsAction.STOP_EXECUTION }))).toThrow('use SecureHttpApi');
    const imported = (stack: Stack) =>
      RouteIntegration.stepFunctions(StateMachine.fromStateMachineArn(stack, 'M', Fn.importValue('Arn')), SYNC);
    expect(adding(imported)).not.toThrow();
  });
});

it('no service integration warns of anything of its own', () => {
  const stack = new Stack(new App(), 'Stack');
  restApiIn(stack).addRoute('POST /x', sqs()(stack));
  Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('integration'));
});
