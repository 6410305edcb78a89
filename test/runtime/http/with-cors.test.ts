import * as fc from 'fast-check';
import type { APIGatewayProxyEventV2, APIGatewayProxyHandler, APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { type CorsPolicy, withCors } from '../../../lib/runtime';

const APP = 'https://app.example.com';
const POLICY: CorsPolicy = { allowedOrigins: [APP, 'https://*.example.org'] };

interface Answer {
  statusCode: number;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  body?: string;
}

const from = (origin: string | undefined, version?: string) => ({ version, headers: { origin } });
const answering = (answer: Answer) => async (_event: unknown) => answer;

async function headersFor(origin: string | undefined, policy = POLICY, answer: Answer = { statusCode: 200 }) {
  return (await withCors(answering(answer), policy)(from(origin))).headers;
}

describe('an allowed origin', () => {
  it.each([APP, 'https://a.example.org', 'https://a.b.example.org'])('%s is echoed', async (origin) => {
    await expect(headersFor(origin)).resolves.toEqual({ 'access-control-allow-origin': origin, vary: 'Origin' });
  });

  it('may send cookies and read headers where the policy says so', async () => {
    const policy = { ...POLICY, allowCredentials: true, exposeHeaders: ['ETag', 'X-Request-Id'] };
    await expect(headersFor(APP, policy)).resolves.toEqual({
      'access-control-allow-origin': APP,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'ETag, X-Request-Id',
      vary: 'Origin',
    });
  });
});

describe('any other origin', () => {
  it.each([undefined, 'https://evil.io', 'https://app.example.com.evil.io', 'null', '*', `${APP}, https://evil.io`])(
    '%s gets nothing but Vary',
    async (origin) => {
      const policy = { ...POLICY, allowCredentials: true, exposeHeaders: ['ETag'] };
      await expect(headersFor(origin, policy)).resolves.toEqual({ vary: 'Origin' });
    },
  );

  it('is never echoed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.webUrl()), async (origin) => {
        expect(Object.keys((await headersFor(origin)) ?? {})).toEqual(['vary']);
      }),
    );
  });

  it('gets none of the headers that the handler sets itself', async () => {
    const answer = {
      statusCode: 200,
      headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET' },
      multiValueHeaders: { 'access-control-allow-origin': ['*'] },
    };
    const wrapped = await withCors(answering(answer), POLICY)(from('https://evil.io'));
    expect(wrapped).toEqual({ statusCode: 200, headers: { vary: 'Origin' }, multiValueHeaders: {} });
  });
});

describe('any page', () => {
  it('gets a star, and no credentials', async () => {
    const policy = { allowedOrigins: ['*'], allowCredentials: true, exposeHeaders: ['ETag'] };
    await expect(headersFor('https://evil.io', policy)).resolves.toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag',
    });
  });
});

describe('what the handler answers', () => {
  it('keeps everything but the CORS headers it set, whatever their case', async () => {
    const answer = {
      statusCode: 201,
      headers: { 'Content-Type': 'text/plain', 'ACCESS-CONTROL-ALLOW-ORIGIN': '*' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'], 'Access-Control-Allow-Credentials': ['true'] },
      body: 'x',
    };
    await expect(withCors(answering(answer), POLICY)(from(APP))).resolves.toEqual({
      statusCode: 201,
      headers: { 'Content-Type': 'text/plain', 'access-control-allow-origin': APP, vary: 'Origin' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: 'x',
    });
    // the handler's own object stays as it was
    expect(answer.headers['ACCESS-CONTROL-ALLOW-ORIGIN']).toBe('*');
  });

  it('keeps what a preflight that it answers itself allows', async () => {
    const answer = { statusCode: 204, headers: { 'Access-Control-Allow-Methods': 'GET' } };
    await expect(headersFor(APP, POLICY, answer)).resolves.toMatchObject({ 'Access-Control-Allow-Methods': 'GET' });
  });

  it.each([
    [{ Vary: 'Accept-Encoding' }, undefined, 'Accept-Encoding, Origin'],
    [{ vary: 'Accept, origin' }, undefined, 'Accept, origin'],
    [{ Vary: '*' }, undefined, '*'],
    [undefined, { Vary: ['Accept', 'Accept-Language'] }, 'Accept, Accept-Language, Origin'],
    [{ vary: 'Accept' }, { Vary: ['Accept'] }, 'Accept, Origin'],
  ])('varies by %j %j and by the origin', async (headers, multiValueHeaders, vary) => {
    const answer = { statusCode: 200, headers, multiValueHeaders } as Answer;
    const wrapped = await withCors(answering(answer), POLICY)(from(APP));
    expect(wrapped.headers?.vary).toBe(vary);
    expect(
      Object.keys({ ...wrapped.headers, ...wrapped.multiValueHeaders }).filter((name) => /vary/i.test(name)),
    ).toEqual(['vary']);
  });

  it('may be a body alone with format 2.0, which is then spelled out', async () => {
    const wrapped = withCors(async (_event: unknown): Promise<unknown> => ({ sku: 1 }), POLICY);
    await expect(wrapped(from(APP, '2.0'))).resolves.toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/json', 'access-control-allow-origin': APP, vary: 'Origin' },
      body: '{"sku":1}',
    });
    await expect(withCors(async () => 'text', POLICY)(from(APP, '2.0'))).resolves.toMatchObject({ body: 'text' });
  });

  it.each([undefined, null, 'text', {}])(
    '%j is passed on with format 1.0, which knows no such answer',
    async (answer) => {
      await expect(withCors(async (_event: unknown): Promise<unknown> => answer, POLICY)(from(APP))).resolves.toBe(
        answer,
      );
    },
  );

  it('may be an error, which passes through', async () => {
    const error = new Error('no such order');
    const wrapped = withCors((_event: unknown): Answer => {
      throw error;
    }, POLICY);
    await expect(wrapped(from(APP))).rejects.toBe(error);
  });
});

describe('the event', () => {
  it.each([
    { headers: { Origin: APP } },
    { headers: { ORIGIN: APP } },
    { headers: null, multiValueHeaders: { Origin: [APP] } },
    { headers: { Origin: APP }, multiValueHeaders: { Origin: [APP] } },
  ])('%j has its origin found', async (event) => {
    const { headers } = await withCors(answering({ statusCode: 200 }), POLICY)(event);
    expect(headers).toHaveProperty('access-control-allow-origin', APP);
  });

  it.each([
    { headers: { Origin: APP }, multiValueHeaders: { Origin: [APP, 'https://evil.io'] } },
    { headers: { Origin: APP, origin: 'https://evil.io' } },
    { headers: null },
    {},
    undefined,
  ])('%j has no one origin', async (event) => {
    const { headers } = await withCors(answering({ statusCode: 200 }), POLICY)(event);
    expect(headers).toEqual({ vary: 'Origin' });
  });

  it('reaches the handler as it is, with the context', async () => {
    const handler = jest.fn(async (_event: object, _context: object) => ({ statusCode: 200 }));
    const [event, context] = [from(APP), {}];
    await withCors(handler, POLICY)(event, context);
    expect(handler.mock.calls).toEqual([[event, context]]);
    expect(handler.mock.calls[0][0]).toBe(event);
  });
});

describe('the environment', () => {
  const environment = process.env;
  beforeEach(() => (process.env = { ...environment }));
  afterAll(() => (process.env = environment));

  it('says what is allowed', async () => {
    process.env.CORS_ALLOWED_ORIGINS = `${APP}, https://*.example.org`;
    process.env.CORS_ALLOW_CREDENTIALS = 'true';
    process.env.CORS_EXPOSE_HEADERS = 'ETag,X-Request-Id';
    await expect(headersFor('https://a.example.org', {})).resolves.toEqual({
      'access-control-allow-origin': 'https://a.example.org',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'ETag, X-Request-Id',
      vary: 'Origin',
    });
  });

  it('allows nobody where it says nothing', async () => {
    await expect(headersFor(APP, {})).resolves.toEqual({});
  });

  it.each(['1', 'TRUE', 'false', ''])('%j is no leave to send cookies', async (value) => {
    process.env.CORS_ALLOW_CREDENTIALS = value;
    await expect(headersFor(APP)).resolves.not.toHaveProperty('access-control-allow-credentials');
  });

  it('gives way to what the handler is wrapped with', async () => {
    process.env.CORS_ALLOWED_ORIGINS = 'https://other.example.com';
    await expect(headersFor('https://other.example.com')).resolves.toEqual({ vary: 'Origin' });
  });
});

it('has the types of the handlers it wraps', async () => {
  const rest: APIGatewayProxyHandler = withCors(async () => ({ statusCode: 200, body: '' }), POLICY);
  const http: APIGatewayProxyHandlerV2 = withCors(async (event: APIGatewayProxyEventV2) => event.rawPath, POLICY);
  const typed: APIGatewayProxyHandlerV2 = async () => ({ statusCode: 200 });
  const wrapped: APIGatewayProxyHandlerV2 = withCors(typed, POLICY);
  expect([rest, http, wrapped].every((handler) => typeof handler === 'function')).toBe(true);
});
