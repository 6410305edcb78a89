import { AuthorizerEvent } from '../../../lib/runtime/jwt-authorizer/authorizer-event';
import { AuthorizerUnderTest, STAGE } from './authorizer-under-test';

let api: AuthorizerUnderTest;

beforeEach(async () => {
  api = await AuthorizerUnderTest.start({ token: { in: 'handshake' } });
});
afterEach(() => api.stop());

/** W-7: neither httpMethod nor resource. */
const handshake = (event: Partial<AuthorizerEvent>): AuthorizerEvent => ({
  type: 'REQUEST',
  methodArn: `${STAGE}/$connect`,
  requestContext: { requestId: 'request-1' },
  ...event,
});

const offering = (...values: string[]): AuthorizerEvent =>
  handshake({ multiValueHeaders: { 'Sec-WebSocket-Protocol': values } });

const numbered = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`claim${index}`, 'x'.repeat(100)]));

it.each([
  ['a pair', (token: string) => offering(`bearer, ${token}`)],
  ['a pair without a blank', (token: string) => offering(`bearer,${token}`)],
  ['a pair in two headers', (token: string) => offering('bearer', token)],
  ['a pair among others', (token: string) => offering(`chat, bearer, ${token}, v2`)],
  ['a header of another spelling', (t: string) => handshake({ headers: { 'sec-websocket-protocol': `bearer, ${t}` } })],
  ['the query string', (token: string) => handshake({ queryStringParameters: { token } })],
  [
    'the query string and another protocol',
    (t: string) => handshake({ headers: { 'Sec-WebSocket-Protocol': 'chat' }, queryStringParameters: { token: t } }),
  ],
])('W-9: the token may come by %s', async (_, eventWith) => {
  const { policyDocument, principalId, context } = await api.authorize(eventWith(await api.token()));
  expect(policyDocument.Statement).toEqual([
    { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: [`${STAGE}/*`] },
  ]);
  expect(principalId).toBe('ada');
  expect(context.exp).toEqual(expect.any(Number));
});

it('two tokens are refused, though both are good', async () => {
  const token = await api.token();
  const twice = { multiValueHeaders: { 'Sec-WebSocket-Protocol': [`bearer, ${token}`] } };
  await api.refusesEvent(handshake({ ...twice, queryStringParameters: { token } }), 'several-tokens');
  await api.refusesEvent(offering(`bearer, ${token}, bearer, ${token}`), 'several-tokens');
  await api.refusesEvent(handshake({ multiValueQueryStringParameters: { token: [token, token] } }), 'several-tokens');
});

it.each([
  ['nothing', {}],
  ['other protocols', { headers: { 'Sec-WebSocket-Protocol': 'chat, Bearer, x' } }],
  ['bearer alone', { headers: { 'Sec-WebSocket-Protocol': 'bearer' } }],
])('%s is no token', async (_, event) => {
  await api.refusesEvent(handshake(event), 'no-token');
});

it('a token in Authorization does not count, as no page could send it', async () => {
  await api.refusesEvent(handshake({ headers: { Authorization: await api.token() } }), 'no-token');
});

it('W-7: scopes are demanded of $connect', async () => {
  const scoped = api.with({ scopes: ['chat'] });
  const refused = await scoped.authorize(offering(`bearer, ${await api.token()}`));
  expect(refused.policyDocument.Statement[0].Effect).toBe('Deny');
  const allowed = await scoped.authorize(offering(`bearer, ${await api.token({ scope: 'chat' })}`));
  expect(allowed.policyDocument.Statement[0].Effect).toBe('Allow');
});

it.each([
  ['many claims', { sub: 'a'.repeat(1_000), ...numbered(40) }],
  ['a long sub', { sub: 'a'.repeat(6_800), more: 'x'.repeat(100) }],
])('W-7: the answer to %s stays under 8 KB, with exp in it', async (_, claims) => {
  const answer = await api.authorize(offering(`bearer, ${await api.token(claims)}`));
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(8_000);
  expect(answer.context.exp).toEqual(expect.any(Number));
});
