import { validate } from '@readme/openapi-parser';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { MeteredRestApi, RouteIntegration } from '../../lib';
import { functionIn } from '../secure-http-api/api-under-test';
import { extensionFaults } from './amazon-extensions';
import { guardedPreflights, routeOperations, unansweredPreflights, unauthorized, unvalidated } from './body-facts';
import { everythingOn } from './everything-on';
import { bodyOf, Operation, resolved } from './rest-api-under-test';

function built(change: (api: MeteredRestApi, theirs: Construct) => void = () => undefined) {
  const stack = new Stack(new App(), 'Stack');
  const theirs = new Construct(stack, 'Theirs');
  const api = everythingOn(stack, theirs);
  change(api, theirs);
  return { api, body: bodyOf(Template.fromStack(stack)) };
}

describe('what the body hides from scanners', () => {
  const addMore = (api: MeteredRestApi, theirs: Construct) => {
    const integration = RouteIntegration.lambda(functionIn(theirs, 'More'));
    api.addRoute('ANY /any/{id}', integration, { requiredParameters: ['query.page'] });
    api.addRoute('PUT /orders', integration, { body: { type: 'object' }, requiredParameters: ['header.X-Trace'] });
  };

  it('every route is authorized that is not public by its own line', () => {
    const { api, body } = built(addMore);
    expect(unauthorized(body)).toEqual(api.publicRoutes);
    expect(
      routeOperations(body)
        .map(([key]) => key)
        .sort(),
    ).toEqual(api.routes.map(({ routeKey }) => routeKey).sort());
  });

  it('every request that is described is checked', () => {
    expect(unvalidated(built(addMore).body)).toEqual([]);
  });

  it('browsers get answers to their preflights without credentials', () => {
    const { body } = built(addMore);
    expect(guardedPreflights(body)).toEqual([]);
    expect(unansweredPreflights(body)).toEqual([]);
  });

  it('the body is OpenAPI 3.0 with everything on', async () => {
    const document = JSON.parse(JSON.stringify(resolved(built(addMore).body))) as never;
    await expect(validate(document)).resolves.toMatchObject({ valid: true, warnings: [] });
  });

  it('what stands inside x-amazon-* is what the import knows, with everything on', () => {
    expect(extensionFaults(built().body)).toEqual([]);
  });

  it('faults inside x-amazon-* are found', () => {
    const { body } = built();
    const [path, item] = Object.entries(body.paths).find(([, { get }]) => get)!;
    const faulty = {
      ...item.get,
      security: [{ Nobody: [] }],
      'x-amazon-apigateway-request-validator': 'none',
      'x-amazon-apigateway-authorisation': {},
      'x-amazon-apigateway-integration': {
        type: 'awsproxy',
        url: 'x',
        cacheKeyParameters: ['method.request.header.A'],
      },
    };
    const faults = extensionFaults({ ...body, paths: { ...body.paths, [path]: { get: faulty } } } as never);
    const about = (text: string) => `get ${path}: ${text}`;
    expect(faults).toEqual([
      about('x-amazon-apigateway-authorisation is not known'),
      about('there is no security scheme Nobody'),
      about('there is no validator none'),
      about('type is awsproxy'),
      about('url is not known'),
      about('cache key header.A is not declared'),
      about('no httpMethod'),
      about('no uri'),
    ]);
  });

  it('the check finds what is not', () => {
    const { body } = built(addMore);
    const order = body.paths['/orders'].post;
    const broken = {
      ...order,
      security: [],
      'x-amazon-apigateway-request-validator': undefined,
    } as unknown as Operation;
    const paths = { ...body.paths, '/orders': { post: broken } };
    expect(unauthorized({ ...body, paths })).toContain('POST /orders');
    expect(unvalidated({ ...body, paths })).toEqual(['POST /orders']);

    const guarded = { ...body.paths['/'].options, security: [{ ApiKey: [] }] };
    expect(guardedPreflights({ ...body, paths: { '/': { options: guarded } } })).toEqual(['/']);

    const { options, ...any } = body.paths['/any/{id}'];
    expect(options).toBeDefined();
    expect(unansweredPreflights({ ...body, paths: { ...body.paths, '/any/{id}': any } })).toEqual(['/any/{id}']);
    const { '/{proxy+}': greedy, ...rest } = body.paths;
    expect(greedy).toBeDefined();
    expect(unansweredPreflights({ ...body, paths: rest })).toContain('/orders');
  });
});
