/**
 * Mock integrations, recorded by localstack (tests/aws/services/apigateway/): test_apigateway_integrations,
 * test_integration_mock_with_path_param and the three after it; test_apigateway_basic, test_mock_integration_response.
 * What the service takes for JSON is noted in its tests/unit/services/apigateway/test_mock_integration.
 */
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const VALID = [
  '{ statusCode: 200 }',
  '{statusCode: 200,super{ f}oo: [ba r]}',
  `{statusCode: 200, "value": 'goog'}`,
  '{statusCode: 200, foo}: [ba r]}',
  `{statusCode: 200, foo'}: [ba r]}`,
  '{statusCode: 200, }foo: [ba r]}',
  `{statusCode: 200, }foo: ''}`,
  '{statusCode: 200, " ": " "}',
  '{statusCode: 200, "": ""}',
  `{'statusCode': 200, '': ''}`,
  '{"statusCode": 200, "": ""}',
  '{"statusCode": 200 , }',
  '{"statusCode": 200 ,, }',
  '{"statusCode": 200 , null: null }',
];
const INVALID = [
  '{"statusCode": "200"}',
  '{"statusCode": 200',
  `{"statusCode': 200 }`,
  `{'statusCode": 200 }`,
  `{'statusCode: 200 }`,
  'statusCode: 200',
  '{statusCode: 200, {foo: [ba r]}',
];

const REQUEST_OVERRIDES = `#set($body = $util.base64Decode($input.params('testPath')))
#set($context.requestOverride.path.body = $body)
{
  "statusCode": 200
}
`;
const CHOICE = `
#set($body = $util.parseJson($context.requestOverride.path.body))
#set($inputBody = $body.message)
#if($inputBody == "path1")
{
   "response": "path was path one"
}
#elseif($inputBody == "path2")
{
   "response": "path was path two"
}
#else
{
  "response": "this is the else clause"
}
#end
`;
const RESPONSE_OVERRIDES = `
#set($context.responseOverride.status = 444)
#set($context.responseOverride.header.foo = "bar")
#set($context.responseOverride.custom = "is also passed around")
{
  "statusCode": 200
}
`;
const PASSED_AROUND = `
#set($statusOverride = $context.responseOverride.status)
#set($fooHeader = $context.responseOverride.header.foo)
#set($custom = $context.responseOverride.custom)
{"statusOverride": "$statusOverride", "fooHeader": "$fooHeader", "custom": "$custom"}
`;
const WRITES = `
#set($paramName = "foo")
#set($context.requestOverride.querystring[$paramName] = "bar")
#set($paramPutName = "putfoo")
$context.requestOverride.querystring.put($paramPutName, "putBar")
#set($context["requestOverride"].querystring["nestedfoo"] = "nestedFoo")
{
  "statusCode": 200
}
`;
const READS = `
#set($value = $context.requestOverride.querystring["foo"])
#set($value2 = $context.requestOverride.querystring["putfoo"])
#set($value3 = $context.requestOverride.querystring["nestedfoo"])
{"value": "$value", "value2": "$value2", "value3": "$value3"}
`;

let api: RunningRestApi;
beforeAll(async () => {
  const mock = (request: string, response?: string, more = {}) => ({
    get: {
      responses: { 200: {} },
      'x-amazon-apigateway-integration': {
        type: 'mock',
        requestTemplates: { 'application/json': request },
        responses: {
          '2\\d{2}': {
            statusCode: '200',
            ...(response !== undefined && { responseTemplates: { 'application/json': response } }),
          },
        },
        ...more,
      },
    },
  });
  const withId = '{"statusCode": 200, "id": $input.params().path.id}';
  api = await serveRestApi({
    body: () => ({
      paths: {
        ...Object.fromEntries([...VALID, ...INVALID].map((template, index) => [`/json/${index}`, mock(template)])),
        '/path/{testPath}': mock('{statusCode: 200}', undefined, {
          requestParameters: { 'integration.request.path.integrationPath': 'method.request.path.testPath' },
        }),
        '/choice/{testPath}': mock(REQUEST_OVERRIDES, CHOICE),
        '/overrides/rendered': mock(RESPONSE_OVERRIDES, PASSED_AROUND),
        '/overrides/plain': mock(RESPONSE_OVERRIDES),
        '/map': mock(WRITES, READS),
        ...Object.fromEntries(
          ['when_no_match', 'never', 'when_no_templates'].map((passthroughBehavior) => [
            `/${passthroughBehavior}/{id}`,
            mock('{"statusCode":200}', withId, { passthroughBehavior }),
          ]),
        ),
      },
    }),
  });
});
afterAll(() => api.close());

const statusOf = async (template: string) =>
  (await api.call(`/json/${[...VALID, ...INVALID].indexOf(template)}`)).status;

it.each(VALID)('R-101: as good as JSON: %s', async (template) => {
  expect(await statusOf(template)).toBe(200);
});

it.each(INVALID)('R-101: too bad: %s', async (template) => {
  expect(await statusOf(template)).toBe(500);
});

it('R-101: a mock without a response template has an empty body', async () => {
  expect(await api.call('/path/test-path')).toMatchObject({ status: 200, body: '' });
});

it.each([
  ['path1', 'path was path one'],
  ['path2', 'path was path two'],
  ['whatever', 'this is the else clause'],
])('R-101, R-115: overrides of the request carry over: %s', async (message, response) => {
  const { body } = await api.call(`/choice/${Buffer.from(JSON.stringify({ message })).toString('base64')}`);
  expect(JSON.parse(body)).toEqual({ response });
});

it.each([
  ['rendered', '{"statusOverride": "444", "fooHeader": "bar", "custom": "is also passed around"}'],
  ['plain', ''],
])('R-101, R-115: overrides of the response, written before there is one: %s', async (path, body) => {
  const answer = await api.call(`/overrides/${path}`);
  expect([answer.status, answer.headers.foo, answer.body.trim()]).toEqual([444, 'bar', body]);
});

it('R-115: overrides are maps', async () => {
  const { body } = await api.call('/map');
  expect(JSON.parse(body)).toEqual({ value: 'bar', value2: 'putBar', value3: 'nestedFoo' });
});

it.each(['when_no_match', 'never', 'when_no_templates'])('R-102, R-112: %s', async (passthrough) => {
  const { body } = await api.call(`/${passthrough}/42`, { headers: { 'content-type': 'application/json' } });
  expect(JSON.parse(body)).toEqual({ statusCode: 200, id: 42 });
});
