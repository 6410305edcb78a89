/** Answers are kept as long and as far apart as their keys say, and malformed requests reach nothing. */
import { Duration } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, IdentitySource, MeteredRestApi, RouteIntegration } from '../lib';
import { Call, Caller } from './caller';
import { eventually, inlineFunction, meantToBePublic, scenario } from './harness';

/** API Gateway makes the cache when the stage stands already. */
const CACHE_COMES = Duration.minutes(15);

const cached = scenario('CacheAndValidation', 'MeteredRestApi');
const { stack, assertions } = cached;

const publicly = { authorization: Authorization.none() };
const ttl = Duration.minutes(5);
const neverTheSame = RouteIntegration.lambda(
  inlineFunction(
    stack,
    'NeverTheSame',
    `exports.handler = async () => ({ statusCode: 200, body: JSON.stringify({ made: crypto.randomUUID() }) });`,
  ),
);
const letIn = inlineFunction(
  stack,
  'LetIn',
  `
exports.handler = async ({ headers, methodArn: Resource }) => ({
  principalId: headers['x-caller'],
  policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource }] },
});`,
);
const queue = new Queue(stack, 'Queue');

const api = new MeteredRestApi(stack, 'Api', {
  authorization: Authorization.lambda(letIn, { identitySources: [IdentitySource.header('x-caller')] }),
});
meantToBePublic(
  api.addRoute('GET /products/{id}', neverTheSame, { ...publicly, cache: { ttl, keyParameters: ['query.page'] } }),
);
api.addRoute('GET /orders', neverTheSame, { cache: { ttl, keyParameters: ['header.x-caller'] } });
api.addRoute('GET /report', neverTheSame, {
  authorization: Authorization.iam(),
  cache: { ttl, sameForAllCallers: true },
});
meantToBePublic(
  api.addRoute('POST /orders', RouteIntegration.sqs(queue), {
    ...publicly,
    body: { type: 'object', required: ['sku'], properties: { sku: { type: 'string', minLength: 3 } } },
  }),
);
meantToBePublic(
  api.addRoute('GET /search', RouteIntegration.mock({ body: { found: 0 } }), {
    ...publicly,
    requiredParameters: ['query.q'],
  }),
);

const reader = new Caller(cached, 'Reader', api.url);
const editor = new Caller(cached, 'Editor', api.url);
for (const { fn } of [reader, editor]) {
  api.grantInvoke(fn, 'GET /report');
}
api.grantInvalidateCache(editor.fn, 'GET /report');

const page = (path: string): Call => ({ path: `/products/${path}` });
const ordersOf = (caller: string): Call => ({ path: '/orders', headers: { 'x-caller': caller } });
const report: Call = { path: '/report', signed: true };
const anew = (call: Call): Call => ({ ...call, headers: { 'cache-control': 'max-age=0' } });

const twice = { statuses: [200, 200] };
const kept = reader.calls([page('7?page=1'), page('7?page=1')], { ...twice, same: true }, CACHE_COMES);
const oneAnswer = (caller: Caller, ...calls: Call[]) => kept.next(caller.calls(calls, { ...twice, same: true }));
const twoAnswers = (caller: Caller, ...calls: Call[]) => kept.next(caller.calls(calls, { ...twice, same: false }));

oneAnswer(reader, page('7?page=1&not-in-key=a'), page('7?page=1&not-in-key=b'));
twoAnswers(reader, page('7?page=1'), page('7?page=2'));
twoAnswers(reader, page('7?page=1'), page('8?page=1'));
oneAnswer(reader, ordersOf('ada'), ordersOf('ada'));
twoAnswers(reader, ordersOf('ada'), ordersOf('ben'));

const ignored = { ...twice, same: true, warned: [false, true] };
kept.next(reader.calls([page('7?page=1'), anew(page('7?page=1'))], ignored));
// whose grants are in force before the other's are seen to be missing
kept
  .next(editor.calls([report, anew(report)], { ...twice, same: false, warned: [false, false] }))
  .next(reader.calls([report, anew(report)], ignored));

const post = (body: object) =>
  assertions.httpApiCall(`${api.url}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const badRequest = (explanation: object) => ({
  status: 400,
  headers: { 'content-type': ['application/problem+json'] },
  body: { title: 'Bad Request', status: 400, ...explanation },
});

eventually(post({ quantity: 1 }), badRequest({ errors: Match.stringLikeRegexp('sku') }));
eventually(post({ sku: 'A-1' }), { status: 202, body: { messageId: Match.stringLikeRegexp('^[0-9a-f-]{36}$') } }).next(
  eventually(assertions.awsApiCall('SQS', 'receiveMessage', { QueueUrl: queue.queueUrl, WaitTimeSeconds: 10 }), {
    Messages: [Match.objectLike({ Body: Match.serializedJson({ sku: 'A-1' }) })],
  }),
);
eventually(
  assertions.httpApiCall(`${api.url}/search`),
  badRequest({ detail: Match.stringLikeRegexp('parameters: \\[q\\]') }),
);
eventually(assertions.httpApiCall(`${api.url}/search?q=shoes`), { status: 200, body: { found: 0 } });
