import type { APIGatewayProxyHandler, APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { problem, ProblemError, withCors, withProblems } from '../../../lib/runtime';

const JSON_TYPE = { 'content-type': 'application/problem+json' };
const bodyOf = (answer: { body: string }): unknown => JSON.parse(answer.body);

describe('a problem', () => {
  it('is called what HTTP calls its status', () => {
    expect(problem(404)).toEqual({
      statusCode: 404,
      headers: JSON_TYPE,
      body: '{"title":"Not Found","status":404}',
    });
    expect(bodyOf(problem(599))).toEqual({ title: 'Error', status: 599 });
  });

  it('says more where there is more to say', () => {
    const answer = problem(429, {
      type: 'https://example.com/problems/quota',
      title: 'Quota exceeded',
      detail: 'Come back tomorrow.',
      members: { limit: 10 },
      headers: { 'retry-after': '30' },
    });
    expect(answer.headers).toEqual({ ...JSON_TYPE, 'retry-after': '30' });
    expect(bodyOf(answer)).toEqual({
      type: 'https://example.com/problems/quota',
      title: 'Quota exceeded',
      status: 429,
      detail: 'Come back tomorrow.',
      limit: 10,
    });
  });

  it('keeps its status whatever its members are called', () => {
    const members = { status: 200, title: 'OK', detail: 'fine', type: 'x' };
    expect(bodyOf(problem(400, { members }))).toEqual({ title: 'Bad Request', status: 400 });
  });

  it.each([200, 399, 600, 404.5, Number.NaN])('is none with status %d', (status) => {
    expect(() => problem(status)).toThrow(RangeError);
    expect(() => new ProblemError(status)).toThrow(RangeError);
  });
});

describe('withProblems', () => {
  const fails = (error: Error) => async (_event: unknown) => {
    throw error;
  };

  it('answers the problem that is thrown', async () => {
    const error = new ProblemError(409, { detail: 'The order was sent.' });
    await expect(withProblems(fails(error))({})).resolves.toEqual(problem(409, { detail: 'The order was sent.' }));
  });

  it('does not answer what caused it', async () => {
    const error = new ProblemError(502, { cause: new Error('secret') });
    expect(error.cause).toEqual(new Error('secret'));
    expect(JSON.stringify(await withProblems(fails(error))({}))).not.toContain('secret');
  });

  it('passes on other errors, and answers', async () => {
    const error = new Error('a defect');
    await expect(withProblems(fails(error))({})).rejects.toBe(error);
    await expect(withProblems(async () => ({ statusCode: 200 }))({})).resolves.toEqual({ statusCode: 200 });
  });

  it('lets allowed pages read problems', async () => {
    const wrapped = withCors(withProblems(fails(new ProblemError(404))), { allowedOrigins: ['https://a.example.com'] });
    await expect(wrapped({ headers: { origin: 'https://a.example.com' } })).resolves.toMatchObject({
      statusCode: 404,
      headers: { ...JSON_TYPE, 'access-control-allow-origin': 'https://a.example.com' },
    });
  });

  it('has the types of the handlers it wraps', () => {
    const rest: APIGatewayProxyHandler = withCors(withProblems(async () => ({ statusCode: 200, body: '' })));
    const inner: APIGatewayProxyHandlerV2 = async () => ({ statusCode: 200 });
    const http: APIGatewayProxyHandlerV2 = withCors(withProblems(inner));
    expect([rest, http].every((handler) => typeof handler === 'function')).toBe(true);
  });
});
