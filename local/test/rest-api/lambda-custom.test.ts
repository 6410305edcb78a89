import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, PassthroughBehavior, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { FunctionLogLine } from '../../src';
import { until } from '../support/until';
import { inlineFunction, RunningRestApi, serveRestApi, serveRestStack } from '../support/rest-api';

/** Gives its event back, or does what the event says. */
const ECHO_EVENT = `exports.handler = async (event) => {
  if (event.log) console.log(event.log);
  if (event.throw) throw Object.assign(new Error(event.throw), { stack: 'Error: ' + event.throw + '\\n    at here' });
  if (event.wait) await new Promise((resolve) => setTimeout(resolve, event.wait));
  return event;
};`;
/** After a recording: what is returned for 200, raised for the others. */
const RAISE = `exports.handler = async ({ statusCode }) => {
  if (statusCode === '200') return 'Pass';
  throw new Error('Error: Raising ' + (statusCode === '400' ? 'four' : 'five') + ' hundred from within the Lambda function');
};`;

const logged: FunctionLogLine[] = [];
let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi(
    {
      functions: { Event: ECHO_EVENT, Raise: RAISE },
      stage: { variables: { fn: 'no-such-function' } },
      body: ({ uri }) => {
        const custom = (functionId: string, more: object = {}, responses: object = { 200: {} }) => ({
          responses,
          'x-amazon-apigateway-integration': {
            type: 'aws',
            httpMethod: 'POST',
            uri: uri(functionId),
            responses: { default: { statusCode: '200' } },
            ...more,
          },
        });
        const template = (text: string): object => ({ requestTemplates: { 'application/json': text } });
        return {
          paths: {
            '/plain': { post: custom('Event'), get: custom('Event') },
            '/template': { get: custom('Event', template('{"param1": "$input.params(\'param1\')"}')) },
            '/overrides': {
              post: custom(
                'Event',
                {
                  ...template('{"statusCode": 200, "body": "$input.path(\'$.kind\')"}'),
                  responses: {
                    default: {
                      statusCode: '200',
                      responseTemplates: {
                        'application/json':
                          '#set($inputRoot = $input.path(\'$\'))$input.json("$")' +
                          '#if($inputRoot.toString().contains("customerror"))#set($context.responseOverride.status = 400)' +
                          '#else#set($context.responseOverride.status = 202)#end',
                      },
                    },
                  },
                },
                { 200: {}, 400: {} },
              ),
            },
            '/select/{statusCode}': {
              get: custom(
                'Raise',
                {
                  ...template('{"statusCode": "$input.params(\'statusCode\')"}'),
                  responses: {
                    default: { statusCode: '200' },
                    '.*four hundred.*': { statusCode: '405' },
                    '.+': { statusCode: '502' },
                    '200': { statusCode: '504' },
                  },
                },
                { 200: {}, 405: {}, 502: {} },
              ),
            },
            '/no-default': { post: custom('Event', { responses: { 'no such': { statusCode: '200' } } }) },
            '/event': {
              post: custom('Event', {
                requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
              }),
            },
            '/mapped': {
              post: custom('Event', {
                responses: {
                  default: {
                    statusCode: '200',
                    responseParameters: {
                      'method.response.header.X-Total': 'integration.response.body.total',
                      'method.response.header.Content-Type': "'text/csv'",
                    },
                    responseTemplates: { 'application/json': 'total,$input.path("$.total")' },
                  },
                },
              }),
            },
            '/slow': { post: custom('Event', { timeoutInMillis: 50 }) },
            '/never': { post: custom('Event', { ...template('{}'), passthroughBehavior: 'never' }) },
            '/not-post': { post: custom('Event', { httpMethod: 'GET' }) },
            '/missing': {
              post: custom('Event', {
                uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${stageVariables.nope}/invocations',
              }),
            },
          },
        };
      },
    },
    { onFunctionLog: (line) => logged.push(line) },
  );
});
afterAll(() => api.close());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  api.call(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

it('the body is the event, what the function returns the answer (recorded)', async () => {
  const { status, headers, body } = await post('/plain', '{"message": "hello world"}');
  expect({ status, body }).toEqual({ status: 200, body: '{"message":"hello world"}' });
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-amzn-trace-id': expect.any(String) });
});

it('without a body the event is empty (recorded)', async () => {
  expect((await api.call('/plain')).body).toBe('{}');
});

it('R-102: a template makes the event (recorded)', async () => {
  expect((await api.call('/template?param1=foobar&Signature=1')).body).toBe('{"param1":"foobar"}');
});

it('R-115: a template of the response overrides the status (recorded)', async () => {
  const answer = async (kind: string) => {
    const { status, body } = await post('/overrides', JSON.stringify({ kind }));
    return { status, body: JSON.parse(body) };
  };
  expect(await answer('noerror')).toEqual({ status: 202, body: { statusCode: 200, body: 'noerror' } });
  expect(await answer('customerror')).toEqual({ status: 400, body: { statusCode: 200, body: 'customerror' } });
});

describe('R-104: patterns are for the message of an error', () => {
  it('not for what is returned (recorded)', async () => {
    expect(await api.call('/select/200')).toMatchObject({ status: 200, body: '"Pass"' });
  });

  it.each([
    [400, 405, 'four'],
    [500, 502, 'five'],
  ])('an error of %i becomes %i, with the error as body (recorded)', async (statusCode, status, word) => {
    const answer = await api.call(`/select/${statusCode}`);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({
      errorType: 'Error',
      errorMessage: `Error: Raising ${word} hundred from within the Lambda function`,
      trace: expect.arrayContaining([expect.stringContaining('hundred')]),
    });
  });

  it('an error that nothing matches is a success without a pattern', async () => {
    const { status, body } = await post('/plain', '{"throw": "oops"}');
    expect({ status, body: JSON.parse(body) }).toEqual({
      status: 200,
      body: { errorType: 'Error', errorMessage: 'oops', trace: ['Error: oops', '    at here'] },
    });
    expect(await post('/no-default', '{"throw": "oops"}')).toMatchObject({
      status: 500,
      body: '{"message": "Internal server error"}',
    });
    // the function's own text is for its log
    expect(JSON.stringify(api.gateway.requests.at(-1))).not.toContain('oops');
  });
});

it('R-107: an asynchronous invocation is answered before the function is through', async () => {
  const { status, body } = await post('/event', '{"log": "ran after all"}');
  expect({ status, body }).toEqual({ status: 200, body: '' });
  await until(() => logged.some(({ text }) => text.includes('ran after all')));
});

it('R-108: what the function returns becomes headers, and a type of its own', async () => {
  const { headers, body } = await post('/mapped', '{"total": 3}');
  expect(headers).toMatchObject({ 'x-total': '3', 'content-type': 'text/csv' });
  expect(body).toBe('total,3');
});

it('R-28: a function that takes too long', async () => {
  expect(await post('/slow', '{"wait": 500}')).toMatchObject({
    status: 504,
    body: '{"message": "Endpoint request timed out"}',
  });
});

it('R-102: another content type than there are templates for', async () => {
  expect(await post('/never', '{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
});

it('an event that is no JSON is told to the caller (reported)', async () => {
  const { status, body } = await post('/plain', '{"a": }');
  expect(status).toBe(400);
  expect(body).toMatch(/^{"message": "Could not parse request body into json: /);
});

it.each(['/not-post', '/missing'])('R-27: %s is an error of the gateway', async (path) => {
  expect(await post(path, '{}')).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
});

it('a resource tree has it, too', async () => {
  const served = await serveRestStack((stack: Stack) => {
    const tree = new RestApi(stack, 'Api');
    const integration = new LambdaIntegration(inlineFunction(stack, 'Raise', RAISE), {
      proxy: false,
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestTemplates: { 'application/json': '{"statusCode": "$input.params(\'code\')"}' },
      integrationResponses: [
        { statusCode: '200' },
        { statusCode: '400', selectionPattern: '.*four.*', responseTemplates: { 'application/json': '{"bad": true}' } },
      ],
    });
    tree.root.addMethod('GET', integration, { methodResponses: [{ statusCode: '200' }, { statusCode: '400' }] });
  });
  try {
    expect(await served.call('/?code=200')).toMatchObject({ status: 200, body: '"Pass"' });
    expect(await served.call('/?code=400')).toMatchObject({ status: 400, body: '{"bad": true}' });
  } finally {
    await served.close();
  }
});
