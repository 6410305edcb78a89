import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { MappingValue, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import * as fc from 'fast-check';
import {
  Alarms,
  Authorization,
  Cors,
  DynamoDbAction,
  DynamoDbType,
  MeteredRestApi,
  RealtimeWebSocketApi,
  RouteIntegration,
  SecureHttpApi,
} from '../../lib';
import { functionIn } from '../secure-http-api/api-under-test';

/** Writes the members of a map in some order. */
type Shuffle = <T>(map: Record<string, T>) => Record<string, T>;

const cors = Cors.disabled();
const authorization = Authorization.iam();
const throttle = { rateLimit: 1, burstLimit: 2 };
const stageVariables = { b: '1', a: '2', c: '3' };
const schemaOf = (shuffle: Shuffle) =>
  shuffle({
    type: 'object',
    required: ['b', 'a'],
    properties: shuffle<object>({ b: shuffle({ type: 'string', minLength: 1 }), a: {}, c: {} }),
  });
const overridesOf = (shuffle: Shuffle) => ({
  overrides: shuffle({ latencyP99: { threshold: 1_000 }, clientErrorAnomaly: { enabled: true } }),
});

function http(stack: Stack, shuffle: Shuffle): void {
  const api = new SecureHttpApi(stack, 'Http', {
    authorization,
    cors,
    stageVariables: shuffle(stageVariables),
    alarms: Alarms.recommended(overridesOf(shuffle)),
  });
  const mapping = new ParameterMapping().appendHeader('x', MappingValue.custom('y'));
  const responseMapping = shuffle({ '500': mapping, '200': mapping });
  api.addRoute('GET /a', RouteIntegration.lambda(functionIn(stack), { responseMapping }));
  const parameters = shuffle({ MessageGroupId: 'a', DelaySeconds: '1' });
  api.addRoute('GET /b', RouteIntegration.sqs(new Queue(stack, 'HttpQueue'), { parameters }));
}

function rest(stack: Stack, shuffle: Shuffle): void {
  const api = new MeteredRestApi(stack, 'Rest', {
    authorization,
    cors,
    stageVariables: shuffle(stageVariables),
    alarms: Alarms.recommended({ overrides: shuffle({ latencyP99: { threshold: 1 } }) }),
    tiers: shuffle({
      pro: { throttle },
      free: { throttle, routes: shuffle({ 'GET /mock': throttle, 'GET /item': throttle, 'POST /item': throttle }) },
      basic: {},
    }),
  });
  const fn = functionIn(stack);
  const table = new Table(stack, 'Table', {
    partitionKey: { name: 'p', type: AttributeType.STRING },
    sortKey: { name: 'a', type: AttributeType.STRING },
  });
  const key = shuffle({ p: 'context.requestId', a: 'query.a' });
  api.addRoute('GET /item', RouteIntegration.dynamoDb(table, { action: DynamoDbAction.GET_ITEM, key }));
  api.addRoute('GET /items', RouteIntegration.dynamoDb(table, { action: DynamoDbAction.QUERY, key }));
  const put = {
    action: DynamoDbAction.PUT_ITEM,
    key,
    attributes: shuffle({ z: 'body.z', y: 'body.y', x: 'new' }),
    types: shuffle({ z: DynamoDbType.NUMBER, y: DynamoDbType.BOOLEAN }),
  };
  api.addRoute('POST /item', RouteIntegration.dynamoDb(table, put), { body: schemaOf(shuffle) });
  const body = shuffle<unknown>({ z: shuffle({ b: 1, a: 2 }), y: [shuffle({ d: 1, c: 2 })] });
  const headers = shuffle({ 'X-B': 'b', 'X-A': 'a' });
  api.addRoute('GET /mock', RouteIntegration.mock({ body, headers }));
  const templates = {
    requestTemplates: shuffle({ 'text/plain': '{}', 'application/json': '{}' }),
    responses: [{ statusCode: 200, headers: shuffle({ 'X-B': "'b'", 'X-A': "'a'" }) }],
  };
  api.addRoute('POST /templates', RouteIntegration.lambdaWithTemplates(fn, templates));
  const parameters = shuffle({ DelaySeconds: '1', MessageGroupId: 'a' });
  api.addRoute('POST /queue', RouteIntegration.sqs(new Queue(stack, 'RestQueue'), { parameters }));
  api.addUsageRoute('GET /usage');
  api.addApiKey('Acme', { tier: 'free' });
  api.grantIssueKeys(functionIn(stack, 'Issuer'));
}

function live(stack: Stack, shuffle: Shuffle): void {
  const api = new RealtimeWebSocketApi(stack, 'Live', {
    authorization,
    cors: Cors.allowOrigins(['https://app.example.com']),
    stageVariables: shuffle(stageVariables),
    alarms: Alarms.recommended({ overrides: shuffle({ clientErrorAnomaly: { enabled: true }, deadLetters: {} }) }),
  });
  api.addRoute('say', RouteIntegration.lambda(functionIn(stack)), { schema: schemaOf(shuffle) });
  api.addRoute('time', RouteIntegration.mock({ body: shuffle({ b: 1, a: shuffle({ d: 1, c: 2 }) }) }), { reply: true });
}

function templateOf(build: (stack: Stack, shuffle: Shuffle) => void, shuffle: Shuffle): string {
  const stack = new Stack(new App(), 'Stack');
  build(stack, shuffle);
  return JSON.stringify(Template.fromStack(stack).toJSON());
}

/** Members in the order of numbers drawn for their names: the same for maps of the same names. */
const shuffles = fc.func(fc.nat()).map(
  (rank): Shuffle =>
    (map) =>
      Object.fromEntries(Object.entries(map).sort(([a], [b]) => rank(a) - rank(b))),
);

// maps of Go come sorted, and maps of Java in an order that changes from run to run
it.each([http, rest, live])(
  'the order of maps does not show in the template of %p',
  (build) => {
    const asWritten = templateOf(build, (map) => map);
    fc.assert(
      fc.property(shuffles, (shuffle) => expect(templateOf(build, shuffle)).toBe(asWritten)),
      { numRuns: 10 },
    );
  },
  60_000,
);
