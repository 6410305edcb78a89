import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { routeTable } from '../../../lib/runtime/contract/route-table';
import { AuthorizerEvent } from '../../../lib/runtime/jwt-authorizer/authorizer-event';
import { AuthorizerUnderTest, requestEvent, STAGE, tokenEvent } from './authorizer-under-test';

let api: AuthorizerUnderTest;

beforeEach(async () => {
  api = await AuthorizerUnderTest.start();
});
afterEach(() => api.stop());

describe('R-55: TOKEN events', () => {
  it.each(['', 'Bearer ', 'bearer ', 'BEARER  '])('the token may follow %j', async (prefix) => {
    await api.accepts(`${prefix}${await api.token()}`);
  });

  it('two tokens in one value are refused', async () => {
    const token = await api.token();
    await api.refuses(`Bearer ${token}, Bearer ${token}`, 'malformed-token');
    await api.refuses(`Bearer Bearer ${token}`, 'malformed-token');
  });
});

describe('R-56: REQUEST events', () => {
  it.each(['Authorization', 'authorization', 'AUTHORIZATION'])('the header may be spelled %s', async (name) => {
    const token = await api.token();
    await api.authorize(requestEvent({ multiValueHeaders: { [name]: [`Bearer ${token}`], host: ['x'] } }));
    await api.authorize(requestEvent({ headers: { [name]: token } }));
  });

  it('two Authorization headers are refused, though both are good', async () => {
    const token = await api.token();
    for (const multiValueHeaders of [
      { Authorization: [token, token] },
      { Authorization: [token], authorization: [token] },
    ]) {
      await api.refusesEvent(requestEvent({ headers: { Authorization: token }, multiValueHeaders }), 'several-tokens');
    }
    expect(api.log.at(-1)).toMatchObject({ requestId: 'request-1', awsRequestId: 'aws-1' });
  });

  it.each([{}, { headers: null, multiValueHeaders: null }, { multiValueHeaders: { Authorization: [] } }])(
    'no token in %j is refused',
    async (event) => {
      await api.refusesEvent(requestEvent(event), 'no-token');
    },
  );

  it('a token in the query string is read where the settings say so, and only there', async () => {
    const token = await api.token();
    const inQuery = api.with({ token: { in: 'query', name: 'token' } });
    await inQuery.authorize(requestEvent({ multiValueQueryStringParameters: { token: [token] } }));
    await inQuery.authorize(requestEvent({ queryStringParameters: { token } }));
    const twice = requestEvent({ multiValueQueryStringParameters: { token: [token, token] } });
    await inQuery.refusesEvent(twice, 'several-tokens');
    await inQuery.refusesEvent(requestEvent({ queryStringParameters: { Token: token } }), 'no-token');
    await inQuery.refusesEvent(requestEvent({ headers: { Authorization: token } }), 'no-token');
    await api.refusesEvent(requestEvent({ queryStringParameters: { Authorization: token } }), 'no-token');
  });

  it('events and answers are those of the service', async () => {
    const event = { ...requestEvent({ headers: { Authorization: await api.token() } }) };
    const asSent: AuthorizerEvent = event as unknown as APIGatewayRequestAuthorizerEvent;
    const answer: APIGatewayAuthorizerResult = await api.authorize(asSent);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });

  it('W-7: $connect of a WebSocket API is one request as any other', async () => {
    const methodArn = `${STAGE}/$connect`;
    const event = { type: 'REQUEST', methodArn, headers: { Authorization: await api.token() } };
    const { policyDocument } = await api.authorize(event);
    expect(policyDocument.Statement).toEqual([
      { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: [`${STAGE}/*`] },
    ]);
    const scoped = api.with({ scopes: ['chat'] });
    expect((await scoped.authorize(event)).policyDocument.Statement[0].Effect).toBe('Deny');
  });
});

describe('H-58: scopes', () => {
  const read = (scope: Record<string, unknown>) => api.token(scope);

  it.each([
    ['scope', { scope: 'openid orders:read' }],
    ['scp as a list', { scp: ['openid', 'orders:write'] }],
    ['scp as a text', { scp: 'openid orders:write' }],
  ])('one of those demanded is enough: %s', async (_, claims) => {
    const scoped = api.with({ scopes: ['orders:read', 'orders:write'] });
    await scoped.accepts(read(claims));
    expect(scoped.log).toEqual([]);
  });

  it.each([{}, { scope: '' }, { scope: 'orders:reader' }, { scope: 'Orders:Read' }, { scp: [5, null] }])(
    '%j is 403 by a policy that denies, with a line in the log',
    async (claims) => {
      const scoped = api.with({ scopes: ['orders:read'] });
      const answer = await scoped.authorize(tokenEvent(await read(claims)));
      expect(answer.policyDocument.Statement).toEqual([
        { Action: 'execute-api:Invoke', Effect: 'Deny', Resource: [`${STAGE}/*`] },
      ]);
      expect(scoped.log).toEqual([expect.objectContaining({ reason: 'insufficient-scope' })]);
    },
  );

  it('a scope that is no text is refused', async () => {
    await api.refuses(read({ scope: ['orders:read'] }), 'malformed-token');
  });

  it('a line is logged for a route that is not allowed, not for what else the policy leaves out', async () => {
    const routes = routeTable([
      { method: 'GET', path: '/orders', scopes: ['read'] },
      { method: 'POST', path: '/orders', scopes: ['write'] },
    ]);
    const scoped = api.with({ routes });
    const headers = { Authorization: await read({ scope: 'read' }) };
    const allowed = await scoped.authorize(requestEvent({ headers }));
    expect(scoped.log).toEqual([]);
    const methodArn = `${STAGE}/POST/orders`;
    const refused = await scoped.authorize(requestEvent({ headers, methodArn, httpMethod: 'POST' }));
    expect(scoped.log).toEqual([expect.objectContaining({ reason: 'insufficient-scope', requestId: 'request-1' })]);
    // whichever of the two comes first, the same policy is cached
    expect(refused.policyDocument).toEqual(allowed.policyDocument);
  });
});
