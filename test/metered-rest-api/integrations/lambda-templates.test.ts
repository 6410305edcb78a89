import { Match } from 'aws-cdk-lib/assertions';
import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { LambdaTemplateResponse, LambdaTemplatesIntegrationOptions, RouteIntegration } from '../../../lib';
import { functionIn, templateOf } from '../../secure-http-api/api-under-test';
import { restApiIn, withApi } from '../rest-api-under-test';
import { ALLOWED, operationOf, rendered, restTemplate } from './rendering';

const OK: LambdaTemplateResponse = { statusCode: 200, template: 'price: $input.json("$.amount")' };
const NOT_FOUND = { statusCode: 404, selectionPattern: 'NotFound.*', template: '{"title":"no such product"}' };
const CONFLICT = { statusCode: 409, selectionPattern: '.*(Taken|Locked)' };

const lambda =
  (options: Partial<LambdaTemplatesIntegrationOptions> = {}) =>
  (stack: Stack) =>
    RouteIntegration.lambdaWithTemplates(functionIn(stack), {
      requestTemplates: { 'application/json': '{"sku":$input.json("$.sku")}' },
      responses: [OK, NOT_FOUND, CONFLICT],
      ...options,
    });
const adding = (options: Partial<LambdaTemplatesIntegrationOptions>) =>
  withApi({}, (api, stack) => api.addRoute('POST /x', lambda(options)(stack)));
const withResponse = (response: Partial<LambdaTemplateResponse>) => ({ responses: [{ ...OK, ...response }] });

describe('a function with mapping templates', () => {
  it('is invoked by POST as no proxy, with the templates given, and with no other type of body', () => {
    const template = restTemplate(lambda({ timeout: Duration.seconds(3) }));
    expect(operationOf(template)['x-amazon-apigateway-integration']).toMatchObject({
      type: 'aws',
      httpMethod: 'POST',
      uri: { 'Fn::Sub': expect.stringMatching(/lambda:path\/2015-03-31\/functions\/\$\{Function\w+\.Arn\}/) },
      passthroughBehavior: 'never',
      timeoutInMillis: 3_000,
    });
    expect(rendered(lambda()).request({ body: '{"sku":"a\\"b"}' })).toBe('{"sku":"a\\"b"}');
  });

  it('needs one permission, however many routes use it, and no role', () => {
    const template = templateOf((stack) => {
      const api = restApiIn(stack);
      const integration = lambda()(stack);
      ['a', 'b', 'c'].forEach((name) => api.addRoute(`POST /${name}`, integration));
    });
    template.resourceCountIs('AWS::Lambda::Permission', 1);
    const called = { Description: Match.stringLikeRegexp('^Lets API Gateway call') };
    template.resourcePropertiesCountIs('AWS::IAM::Role', called, 0);
  });

  it('answers what it returned by the template, which may begin with a word', () => {
    expect(rendered(lambda()).answer('', { amount: 5 })).toMatchObject({ status: 200, body: 'price: 5' });
    const plain = rendered(lambda({ responses: [{ statusCode: 201 }] }));
    expect(plain.answer('', { amount: 5 })).toMatchObject({ status: 201, body: '{"amount":5}' });
  });

  it('answers failures by their patterns', () => {
    const api = rendered(lambda());
    expect(api.answer('NotFound: sku', { errorMessage: 'secret' })).toMatchObject({
      status: 404,
      body: '{"title":"no such product"}',
    });
    expect(api.answer('name is Taken', { errorMessage: 'name is Taken' }).status).toBe(409);
  });

  it.each(['Task timed out after 3.00 seconds', 'x', 'NotFound\nstack', 'Takenx', 'not NotFound'])(
    'answers a failure that no pattern knows, %j, by 502 and without the failure (R-104)',
    (errorMessage) => {
      const failed = rendered(lambda()).answer(errorMessage, { errorMessage, stackTrace: ['secret'] });
      expect(failed.status).toBe(502);
      expect(failed.body).not.toContain('secret');
      expect(rendered(lambda({ responses: [OK] })).answer(errorMessage, {}).status).toBe(502);
    },
  );

  it('answers pages of allowed origins readably, failures included', () => {
    const sent = { header: { origin: ALLOWED } };
    for (const selector of ['', 'NotFound', 'another']) {
      expect(rendered(lambda()).answer(selector, {}, sent).headers).toMatchObject({
        'Access-Control-Allow-Origin': ALLOWED,
        Vary: 'Origin',
      });
    }
  });

  it('maps headers, which the method declares', () => {
    const headers = {
      'X-Total': 'integration.response.body.total',
      'X-Kind': "'product'",
      'X-Id': 'context.requestId',
    };
    const options = withResponse({ headers });
    expect(rendered(lambda(options)).mappings.default.responseParameters).toEqual({
      'method.response.header.X-Total': 'integration.response.body.total',
      'method.response.header.X-Kind': "'product'",
      'method.response.header.X-Id': 'context.requestId',
    });
    const { responses } = operationOf(restTemplate(lambda(options)));
    expect(responses).toMatchObject({ '200': { headers: { 'X-Total': {}, 'X-Kind': {}, 'X-Id': {} } }, '502': {} });
  });

  it.each<[string, Partial<LambdaTemplatesIntegrationOptions>, string]>([
    ['no request template', { requestTemplates: {} }, 'there is no request template'],
    ['no response', { responses: [] }, 'there must be one response without selectionPattern'],
    ['failures alone', { responses: [NOT_FOUND] }, 'there must be one response without selectionPattern'],
    ['two successes', { responses: [OK, { statusCode: 201 }] }, 'one response without selectionPattern'],
    ['a pattern twice', { responses: [OK, NOT_FOUND, NOT_FOUND] }, 'two responses have the same selectionPattern'],
    ['a pattern that is none', { responses: [OK, { ...NOT_FOUND, selectionPattern: '(' }] }, 'no regular expression'],
    ['a status of nothing', withResponse({ statusCode: 0 }), 'from 200 to 599, got 0'],
    ['a header without a source', withResponse({ headers: { a: 'text' } }), 'not a source of header a, got "text"'],
    ['a header of CORS', withResponse({ headers: { 'Access-Control-Allow-Origin': "'*'" } }), 'belongs to CORS'],
    ['too long a wait', { timeout: Duration.seconds(30) }, 'timeout must be 50 milliseconds to 29 seconds'],
  ])('refuses %s', (_, options, message) => {
    expect(adding(options)).toThrow(message);
  });

  it('refuses a template that would set a header of CORS twice (R-115)', () => {
    const template = "#set($context.responseOverride.header.Access-Control-Allow-Origin = '*')";
    expect(() => restTemplate(lambda(withResponse({ template })))).toThrow('the template sets headers of CORS');
  });

  it('takes tokens for templates, patterns and sources', () => {
    expect(
      adding({
        requestTemplates: { 'application/json': Fn.importValue('Template') },
        responses: [
          { ...OK, template: Fn.importValue('Answer'), headers: { a: Fn.importValue('Source') } },
          { ...NOT_FOUND, selectionPattern: Fn.importValue('Pattern') },
        ],
      }),
    ).not.toThrow();
  });
});
