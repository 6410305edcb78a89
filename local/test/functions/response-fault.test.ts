import { parseProxyResponse, proxyResponseFault } from '../../src/functions/proxy-response';
import { responseFault } from '../../src/functions/response-fault';

it.each([
  ['text', 'done', 'it is a string rather than an object with statusCode and body'],
  ['a list', [], 'it is a list rather than an object with statusCode and body'],
  ['nothing', null, 'it is null rather than an object with statusCode and body'],
  [
    'an unknown member',
    { item: 1 },
    'it has item besides statusCode, headers, multiValueHeaders, body, isBase64Encoded',
  ],
  ['a member that may be data', { 'ada@example.com': 1 }, expect.stringMatching(/^it has members besides/)],
  ['a status', { statusCode: 'fine' }, 'statusCode is no status from 200 to 599'],
  [
    'a body',
    { statusCode: 200, body: { a: 1 } },
    'body is an object rather than text, such as JSON.stringify makes it',
  ],
  ['headers', { statusCode: 200, headers: { a: {} } }, 'its headers can not be sent'],
])('%s that makes an output malformed is named', (_, output, expected) => {
  expect(parseProxyResponse(output)).toBeUndefined();
  expect(proxyResponseFault(output)).toEqual(expected);
});

it('an HTTP API wants a status, and passes other members over', () => {
  expect(responseFault({ item: 1 }, { isStatusOptional: false })).toBe('statusCode is missing');
});
