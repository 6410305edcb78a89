import { Fn } from 'aws-cdk-lib';
import { Cors, MockIntegrationOptions, RouteIntegration } from '../../../lib';
import { withApi } from '../rest-api-under-test';
import { ALLOWED, HOSTILE, operationOf, rendered, restTemplate } from './rendering';

const mock = (options?: MockIntegrationOptions) => () => RouteIntegration.mock(options);
const adding = (options: MockIntegrationOptions, cors = Cors.allowOrigins([ALLOWED])) =>
  withApi({ cors }, (api) => api.addRoute('GET /x', RouteIntegration.mock(options)));

describe('a mock', () => {
  it('answers 200 and nothing, whatever the caller sends', () => {
    const api = rendered(mock());
    expect(api.integration).toMatchObject({ type: 'mock', passthroughBehavior: 'never' });
    expect(api.request({ body: '{"statusCode":500}' })).toBe('{"statusCode":200}');
    expect(api.answer('200', '')).toEqual({ status: 200, headers: { Vary: 'Origin' }, body: '' });
  });

  it.each<[unknown]>([[{ texts: HOSTILE, number: 1, none: null }], ['text $x #if'], [true], [0], [null], [[]]])(
    'answers %j',
    (body) => {
      expect(JSON.parse(rendered(mock({ body })).answer('200', '').body)).toEqual(body);
      expect(JSON.parse(rendered(mock({ body }), 'GET /x', { cors: Cors.disabled() }).answer('200', '').body)).toEqual(
        body,
      );
    },
  );

  it('answers tokens', () => {
    const { body } = rendered(mock({ body: { name: Fn.importValue('Name') } })).answer('200', '');
    expect(body).toBe('{"name":"(Name)"}');
  });

  it('answers with the status and headers it is told, which the method declares, readably for an allowed page', () => {
    const options = { statusCode: 503, headers: { 'Retry-After': '60', Link: Fn.importValue('Link') } };
    const api = rendered(mock(options));
    expect(api.mappings.default).toMatchObject({
      statusCode: '503',
      responseParameters: { 'method.response.header.Retry-After': "'60'" },
    });
    expect(operationOf(restTemplate(mock(options))).responses).toEqual({
      '503': {
        description: expect.any(String),
        headers: Object.fromEntries(
          ['Access-Control-Allow-Origin', 'Vary', 'Access-Control-Expose-Headers', 'Retry-After', 'Link'].map(
            (name) => [name, { schema: { type: 'string' } }],
          ),
        ),
      },
    });
    expect(api.answer('200', '', { header: { origin: ALLOWED } })).toMatchObject({
      status: 503,
      headers: { 'Access-Control-Allow-Origin': ALLOWED },
    });
  });

  it.each<[string, MockIntegrationOptions, string]>([
    ['a status of nothing', { statusCode: 99 }, 'statusCode must be a whole number from 200 to 599, got 99'],
    ['half a status', { statusCode: 200.5 }, 'got 200.5'],
    ['a header of CORS', { headers: { 'access-control-allow-origin': '*' } }, 'the header belongs to CORS'],
    ['a second Vary', { headers: { vary: 'Accept' } }, 'the header belongs to CORS'],
    ['no name of a header', { headers: { 'a b': 'x' } }, 'not a name of a header, got "a b"'],
    ['a quote', { headers: { a: "it's" } }, 'header a has a quote or a line break'],
    ['a line break', { headers: { a: 'x\r\nSet-Cookie: y' } }, 'header a has a quote or a line break'],
  ])('refuses %s', (_, options, message) => {
    expect(adding(options)).toThrow(message);
  });

  it('takes a Vary where no CORS sets one, and headers that are tokens', () => {
    expect(adding({ headers: { Vary: 'Accept' } }, Cors.disabled())).not.toThrow();
    expect(adding({ headers: { a: Fn.importValue('A') } })).not.toThrow();
  });
});
