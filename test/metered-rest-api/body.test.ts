import { validate } from '@readme/openapi-parser';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { Authorization, Cors, MeteredRestApi, MeteredRestApiProps, Quota, RouteIntegration } from '../../lib';
import { functionIn, jwt, propertiesOf, templateOf } from '../secure-http-api/api-under-test';
import { bodyOf, resolved, restApiIn } from './rest-api-under-test';

const sold: Partial<MeteredRestApiProps> = {
  authorization: jwt(),
  cors: Cors.allowOrigins(['https://app.example.com']),
  tiers: { free: { quota: Quota.perDay(10) } },
};

function withRoutes(keys: string[], props: Partial<MeteredRestApiProps> = sold): Template {
  return templateOf((stack) => {
    const fn = functionIn(stack);
    const api = restApiIn(stack, props);
    keys.forEach((key) => api.addRoute(key, RouteIntegration.lambda(fn)));
    if (props.tiers) {
      api.addApiKey('Acme', { tier: 'free' });
    }
  });
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `GET /thing${index}`);

describe('the body of a REST API', () => {
  it('user pains 1, 7, 8: takes the same resources for 10 routes and for 1,000, and stays under 1 MB', () => {
    const resources = (template: Template) => Object.keys((template.toJSON() as { Resources: object }).Resources);
    const large = withRoutes(many(1_000));
    expect(resources(large)).toHaveLength(resources(withRoutes(many(10))).length);
    expect(JSON.stringify(large.toJSON(), undefined, 1).length).toBeLessThan(1_000_000);
    large.resourcePropertiesCountIs('AWS::Lambda::Permission', { Principal: 'apigateway.amazonaws.com' }, 2);
  });

  it('over 1 MB is an error at synthesis, with what to do', () => {
    const long = many(2_000).map((key) => key + 'x'.repeat(100));
    expect(() => withRoutes(long)).toThrow(
      /\[Stack\/Api\] the body takes \d+ bytes, and a template has at most 1000000; put some routes in a second API/,
    );
  });

  it('more than 300 places in its tree of paths are warned about (Q-7)', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = restApiIn(stack);
    many(300).forEach((key) => api.addRoute(key, RouteIntegration.http('https://backend.example.com')));
    const warning = Match.stringLikeRegexp('301 places in the tree of paths.*MeteredRestApi.resourceQuota');
    Annotations.fromStack(stack).hasWarning('/Stack/Api', warning);
  });

  it('the published contract has an id for each operation, and one scheme for a token', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = restApiIn(stack, { authorization: jwt() });
    const integration = RouteIntegration.http('https://backend.example.com');
    ['GET /a/b', 'GET /a-b', 'GET /a/{b}'].forEach((key) => api.addRoute(key, integration, { scopes: [key] }));
    const { paths, components } = api.openApi as {
      paths: Record<string, Record<string, { operationId: string; security: object[] }>>;
      components: { securitySchemes: object };
    };
    const operations = Object.values(paths).map(({ get }) => get);
    expect(operations.map(({ operationId }) => operationId)).toEqual(['getAB', 'getAB_2', 'getAB_3']);
    const [scheme, ...others] = Object.keys(components.securitySchemes);
    expect(others).toEqual([]);
    expect(operations.map(({ security }) => security)).toEqual(operations.map(() => [{ [scheme]: [] }]));
  });

  it('more than 10 authorizers are warned about (Q-7)', () => {
    const warnings = (count: number) => {
      const stack = new Stack(new App(), 'Stack');
      const api = restApiIn(stack);
      many(count).forEach((key, index) => {
        const authorization = Authorization.jwt({ issuer: 'https://id.example.com', audience: [String(index)] });
        api.addRoute(key, RouteIntegration.http('https://backend.example.com'), { authorization });
      });
      const id = Match.stringLikeRegexp('authorizers, and the quota is 10 an API.*MeteredRestApi.authorizerQuota');
      return Annotations.fromStack(stack).findWarning('*', id);
    };
    expect(warnings(10)).toEqual([]);
    expect(warnings(11)).toHaveLength(1);
  });

  it('names what the service imports: an authorizer and a key as two entries, and the integration (C-2, C-13)', () => {
    const template = withRoutes(['GET /products/{id}']);
    const body = bodyOf(template);
    const { get } = body.paths['/products/{id}'];
    const [jwtScheme] = Object.keys(body.components.securitySchemes).filter((name) => name.startsWith('Jwt'));
    expect(get.security).toEqual([{ [jwtScheme]: [] }, { ApiKey: [] }]);
    expect(get['x-amazon-apigateway-integration']).toEqual({
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: {
        'Fn::Sub': expect.stringMatching(
          /^arn:\$\{AWS::Partition\}:apigateway:\$\{AWS::Region\}:lambda:path\/2015-03-31\/functions\/\$\{Function\w+\.Arn\}\/invocations$/,
        ),
      },
    });
    expect(body.components.securitySchemes.ApiKey).toEqual({ type: 'apiKey', in: 'header', name: 'x-api-key' });
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { Mode: 'overwrite', FailOnWarnings: true });
  });

  it('is the same in whatever order routes are added', () => {
    const keys = ['GET /a', 'ANY /a', 'POST /a/{id}', 'GET /b', 'GET /files/{path+}', 'DELETE /'];
    const expected = JSON.stringify(withRoutes(keys).toJSON());
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (shuffled) => {
        expect(JSON.stringify(withRoutes(shuffled).toJSON())).toBe(expected);
      }),
      { numRuns: 8 },
    );
  });

  it('user pain 9: every change of it makes a new deployment, and no change none', () => {
    const deployment = (...args: Parameters<typeof withRoutes>) =>
      Object.keys(withRoutes(...args).findResources('AWS::ApiGateway::Deployment'))[0];
    const before = deployment(['GET /a']);
    expect(deployment(['GET /a'])).toBe(before);
    const changes = [
      deployment(['GET /a', 'GET /b']),
      deployment(['GET /a'], { ...sold, authorization: Authorization.iam() }),
      deployment(['GET /a'], { ...sold, cors: Cors.disabled() }),
      deployment(['GET /a'], { ...sold, tiers: undefined }),
    ];
    expect(new Set([before, ...changes]).size).toBe(5);
  });

  it.each<[string, (api: MeteredRestApi) => unknown]>([
    ['the body', (api) => bodyOf(Template.fromStack(Stack.of(api)))],
    ['the published contract', (api) => api.openApi],
  ])('%s is OpenAPI 3.0', async (_, documentOf) => {
    const stack = new Stack(new App(), 'Stack');
    const integration = RouteIntegration.lambda(functionIn(stack));
    const api = restApiIn(stack, sold);
    api.addRoute('ANY /a/{id}', integration, { requiredParameters: ['query.page', 'header.X-Trace'] });
    api.addRoute('POST /orders', integration, { body: { type: 'object', properties: { sku: { type: 'string' } } } });
    api.addRoute('GET /iam', integration, { authorization: Authorization.iam() });
    api.addRoute('GET /lambda', integration, { authorization: Authorization.lambda(functionIn(stack, 'Authorizer')) });
    api.addRoute('GET /files/{path+}', integration);
    api.addRoute('GET /open', integration, { authorization: Authorization.none(), apiKeyRequired: false });
    api.addApiKey('Acme', { tier: 'free' });
    const document = JSON.parse(JSON.stringify(resolved(stack.resolve(documentOf(api))))) as never;
    await expect(validate(document)).resolves.toMatchObject({ valid: true, warnings: [] });
  });

  it('the published contract has nothing of AWS, and says "and" as OpenAPI does', () => {
    const stack = new Stack(new App(), 'Stack');
    const integration = RouteIntegration.lambda(functionIn(stack));
    const api = restApiIn(stack, sold);
    api.addRoute('GET /a/{id}', integration);
    api.addRoute('ANY /b', integration, { authorization: Authorization.none(), apiKeyRequired: false });
    api.addApiKey('Acme', { tier: 'free' });
    const { paths, components } = api.openApi as { paths: Record<string, Record<string, object>>; components: object };
    expect(JSON.stringify(api.openApi)).not.toContain('x-amazon-');
    const [scheme] = Object.keys((components as { securitySchemes: object }).securitySchemes);
    expect(paths['/a/{id}'].get).toMatchObject({ operationId: 'getAId', security: [{ [scheme]: [], ApiKey: [] }] });
    expect(components).toMatchObject({
      securitySchemes: { [scheme]: { type: 'http', scheme: 'bearer' }, ApiKey: { type: 'apiKey', name: 'x-api-key' } },
    });
    expect(Object.keys(paths['/b']).sort()).toEqual(['delete', 'get', 'head', 'patch', 'post', 'put']);
  });
});

describe('a Lambda function in the body', () => {
  it('of another stack is named by what that stack exports, with its permission beside the API (user pain 10)', () => {
    const app = new App();
    const functions = new Stack(app, 'Functions');
    const stack = new Stack(app, 'Stack');
    restApiIn(stack).addRoute('GET /x', RouteIntegration.lambda(functionIn(functions)));
    const template = Template.fromStack(stack);
    const uri = bodyOf(template).paths['/x'].get['x-amazon-apigateway-integration'].uri as { 'Fn::Sub': unknown[] };
    expect(uri['Fn::Sub'][0]).toMatch(/functions\/\$\{Function\}\/invocations$/);
    expect(uri['Fn::Sub'][1]).toEqual({ Function: { 'Fn::ImportValue': expect.stringContaining('Functions') } });
    template.resourceCountIs('AWS::Lambda::Permission', 1);
  });

  it('may be invoked by every route and authorizer of the API, and of no other', () => {
    const [permission] = Object.values(
      propertiesOf(withRoutes(['GET /a'], { authorization: Authorization.iam() }), 'AWS::Lambda::Permission'),
    );
    expect(JSON.stringify(permission.SourceArn)).toMatch(/\{"Ref":"Api\w+"\},"\/\*"\]/);
  });
});
