/**
 * What templates read of a body, recorded by localstack (tests/aws/services/apigateway/test_apigateway_common,
 * test_input_path_template_formatting and test_input_body_formatting).
 */
import { Backend, startBackend } from '../support/backend';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const RESULT = '#set($result = $input.path("$.json"))';
const JUDGED =
  '{"body": $result, "nested": $result.nested, "isNull": #if( $result == $null )"true"#else"false"#end, "isEmptyString": #if( $result == "" )"true"#else"false"#end}';
const OF_RESPONSE = {
  path: `${RESULT}$result`,
  nested: `${RESULT}$result.nested`,
  list: `${RESULT}$result[0]`,
  'to-string': `${RESULT}$result.toString()`,
  'invalid-path': `#set($result = $input.path("$.nonExisting"))${JUDGED}`,
  'nested-list': `#set($result = $input.path("$.json.listValue"))${JUDGED}`,
};

const RAW = '#set($result = $input.body)$result';
const IN_TEXT = 'Action=SendMessage&MessageBody=$input.body';
const OF_BOTH = {
  'raw-body': [RAW, RAW],
  'str-body-input': [IN_TEXT, RAW],
  'str-body-output': [RAW, IN_TEXT],
  'str-body-all': [IN_TEXT, IN_TEXT],
  'body-attr-access': ['#set($result = $input.body.testAccess)$result', RAW],
  'url-encode': [
    'EncodedBody=$util.urlEncode($input.body)&EncodedBodyAccess=$util.urlEncode($input.body.testAccess)',
    RAW,
  ],
} as const;

let backend: Backend;
let api: RunningRestApi;
beforeAll(async () => {
  // one wraps what it gets, the other gives it back
  backend = await startBackend(({ url, body }) => ({
    body: url === '/echo' ? body : JSON.stringify({ json: body.length > 0 ? JSON.parse(body.toString()) : null }),
  }));
  const http = (path: string, responseTemplate: string, more = {}) => ({
    post: {
      responses: { 200: {} },
      'x-amazon-apigateway-integration': {
        type: 'http',
        httpMethod: 'POST',
        uri: `${backend.url}/${path}`,
        responses: { default: { statusCode: '200', responseTemplates: { 'application/json': responseTemplate } } },
        ...more,
      },
    },
  });
  api = await serveRestApi({
    body: () => ({
      paths: Object.fromEntries([
        ...Object.entries(OF_RESPONSE).map(([name, template]) => [`/${name}`, http('wrap', template)]),
        ...Object.entries(OF_BOTH).map(([name, [request, response]]) => [
          `/${name}`,
          http('echo', response, { requestTemplates: { 'application/json': request } }),
        ]),
      ]),
    }),
  });
});
afterAll(() => Promise.all([api.close(), backend.close()]));

const post = async (path: string, body: string) =>
  (await api.call(`/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).body;

it.each([
  ['path', '{"foo": "bar"}', '{foo=bar}'],
  ['path', '[{"foo": "bar"}]', '[{"foo":"bar"}]'],
  ['nested', '{"nested": {"foo": "bar"}}', '{foo=bar}'],
  ['nested', '{"nested": [{"foo": "bar"}]}', '[{"foo":"bar"}]'],
  ['list', '[{"foo": "bar"}]', '{foo=bar}'],
  ['list', '[[{"foo": "bar"}]]', '[{"foo":"bar"}]'],
  ['path', '{"foo": [{"nested": "bar"}]}', '{foo=[{"nested":"bar"}]}'],
  ['path', '{"bigger": "dict", "to": "test", "with": "separators"}', '{bigger=dict, to=test, with=separators}'],
  ['to-string', '{"foo": "bar"}', '{foo=bar}'],
  ['to-string', '{"list": [{"foo": "bar"}]}', '{list=[{"foo":"bar"}]}'],
  ['invalid-path', '', '{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}'],
  ['nested-list', '{"listValue": []}', '{"body": [], "nested": , "isNull": "false", "isEmptyString": "false"}'],
  ['nested-list', '{"listValue": null}', '{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}'],
])('R-111: %s of %s', async (path, body, expected) => {
  expect(await post(path, body)).toBe(expected);
});

const BODIES = ['', '{"some": "value"}', 'some raw data'];
const NEVER_EMPTY = BODIES.map((body) => body || '{}');

it.each<[string, readonly string[]]>([
  ['raw-body', NEVER_EMPTY],
  ['str-body-input', NEVER_EMPTY.map((body) => `Action=SendMessage&MessageBody=${body}`)],
  ['str-body-output', NEVER_EMPTY.map((body) => `Action=SendMessage&MessageBody=${body}`)],
  ['str-body-all', NEVER_EMPTY.map((body) => `Action=SendMessage&MessageBody=Action=SendMessage&MessageBody=${body}`)],
  ['body-attr-access', ['{}', '{}', '{}']],
  [
    'url-encode',
    [
      'EncodedBody=%7B%7D&EncodedBodyAccess=',
      'EncodedBody=%7B%22some%22%3A+%22value%22%7D&EncodedBodyAccess=',
      'EncodedBody=some+raw+data&EncodedBodyAccess=',
    ],
  ],
])('R-109, R-113: %s', async (path, expected) => {
  const answers: string[] = [];
  for (const body of BODIES) answers.push(await post(path, body));
  expect(answers).toEqual(expected);
});
