import { App, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import * as fc from 'fast-check';
import {
  Authorization,
  Cors,
  MeteredRestApi,
  MeteredRestApiProps,
  ResourcePolicy,
  RestEndpoint,
  RouteIntegration,
} from '../../lib';
import { functionIn, jwt, templateOf } from '../secure-http-api/api-under-test';
import { Body, bodyOf, restApiIn, withApi } from './rest-api-under-test';

const POLICY = 'x-amazon-apigateway-policy';
const [A, B] = ['111122223333', '444455556666'];
const backend = RouteIntegration.http('https://backend.example.com');

const endpointIn = (stack: Stack, vpcEndpointId: string) =>
  InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, vpcEndpointId, { vpcEndpointId, port: 443 });

const templateWith = (props: (stack: Stack) => Partial<MeteredRestApiProps>): Template =>
  templateOf((stack) => {
    restApiIn(stack, { authorization: jwt(), ...props(stack) }).addRoute('GET /x', backend);
  });
const statementsOf = (template: Template) => (bodyOf(template)[POLICY] as { Statement: unknown[] }).Statement;
const statements = (props: (stack: Stack) => Partial<MeteredRestApiProps>) => statementsOf(templateWith(props));

const invoke = { Principal: '*', Action: 'execute-api:Invoke' };
const all = { ...invoke, Resource: 'execute-api:/*' };
const deny = (operator: string, key: string, values: unknown) => ({
  Effect: 'Deny',
  ...all,
  Condition: { [operator]: { [key]: values } },
});

describe('ResourcePolicy.allowIpRanges', () => {
  const ranges = ['203.0.113.0/24', '198.51.100.7', '2001:db8::/32'];

  it.each([
    ['jwt', jwt()],
    ['iam', Authorization.iam()],
  ])('denies other addresses, and leaves it to %s whom to allow (R-62)', (_, authorization) => {
    expect(statements(() => ({ authorization, resourcePolicy: ResourcePolicy.allowIpRanges(ranges) }))).toEqual([
      deny('NotIpAddress', 'aws:SourceIp', ranges),
    ]);
  });

  it('of a private API looks at addresses within the VPC, besides the endpoint', () => {
    expect(
      statements((stack) => ({
        endpoint: RestEndpoint.privateTo([endpointIn(stack, 'vpce-1')]),
        resourcePolicy: ResourcePolicy.allowIpRanges(['10.0.0.0/8']),
      })),
    ).toEqual([
      deny('StringNotEquals', 'aws:SourceVpce', ['vpce-1']),
      deny('NotIpAddress', 'aws:VpcSourceIp', ['10.0.0.0/8']),
    ]);
  });

  it.each(['', 'x', '10.0.0.0/33', '10.0.0.0/', '10.0.0/8', '2001:db8::/129', '10.0.0.0/8/8', '1.2.3.4/-1'])(
    'cannot have the range "%s"',
    (range) => {
      expect(() => ResourcePolicy.allowIpRanges([range])).toThrow(
        `[ResourcePolicy.allowIpRanges] not a range of addresses, got "${range}"; write it such as "203.0.113.0/24"`,
      );
    },
  );

  it.each(['0.0.0.0/0', '::/0'])('cannot have %s, which restricts nothing', (range) => {
    expect(() => ResourcePolicy.allowIpRanges([range])).toThrow('the range has every address there is');
  });

  it('takes every range there is', () => {
    const range = (address: fc.Arbitrary<string>, max: number) =>
      fc.tuple(address, fc.integer({ min: 1, max })).map(([one, bits]) => `${one}/${bits}`);
    fc.assert(
      fc.property(fc.oneof(range(fc.ipV4(), 32), range(fc.ipV6(), 128), fc.ipV4(), fc.ipV6()), (one) => {
        expect(() => ResourcePolicy.allowIpRanges([one])).not.toThrow();
      }),
    );
  });

  it('takes tokens', () => {
    const texts = [Fn.importValue('Range'), Lazy.string({ produce: () => 'x' })];
    expect(statements(() => ({ resourcePolicy: ResourcePolicy.allowIpRanges(texts) }))[0]).toEqual(
      deny('NotIpAddress', 'aws:SourceIp', [{ 'Fn::ImportValue': 'Range' }, 'x']),
    );
    const list = Token.asList(Fn.split(',', Fn.importValue('Ranges')));
    expect(statements(() => ({ resourcePolicy: ResourcePolicy.allowIpRanges(list) }))[0]).toEqual(
      deny('NotIpAddress', 'aws:SourceIp', { 'Fn::Split': [',', { 'Fn::ImportValue': 'Ranges' }] }),
    );
  });
});

describe('ResourcePolicy.allowVpcEndpoints', () => {
  it('adds to the endpoints of a private API, each once', () => {
    expect(
      statements((stack) => {
        const own = endpointIn(stack, 'vpce-1');
        return {
          endpoint: RestEndpoint.privateTo([own]),
          resourcePolicy: ResourcePolicy.allowVpcEndpoints([endpointIn(stack, 'vpce-2'), own]),
        };
      }),
    ).toEqual([deny('StringNotEquals', 'aws:SourceVpce', ['vpce-1', 'vpce-2'])]);
  });

  it('is for private APIs only', () => {
    const props = (stack: Stack) => ({
      resourcePolicy: ResourcePolicy.allowVpcEndpoints([endpointIn(stack, 'vpce-1')]),
    });
    expect(() => statements(props)).toThrow(
      '[Stack/Api] only a private API is called through VPC endpoints, got "regional"; give it the endpoint RestEndpoint.privateTo',
    );
  });
});

describe('ResourcePolicy.allowAccounts', () => {
  const accounts = [A, B];
  const authorization = Authorization.iam();

  it('denies other accounts and unsigned requests, and leaves the rest to the accounts', () => {
    expect(statements(() => ({ authorization, resourcePolicy: ResourcePolicy.allowAccounts(accounts) }))).toEqual([
      deny('StringNotEquals', 'aws:PrincipalAccount', accounts),
      { Effect: 'Allow', ...all, Principal: { AWS: accounts } },
    ]);
  });

  it('lets preflights through, which browsers never sign', () => {
    const cors = Cors.allowOrigins(['https://app.example.com']);
    const [denied, allowed, preflight] = statements(() => ({
      ...{ authorization, cors, resourcePolicy: ResourcePolicy.allowAccounts(accounts) },
    })) as { Resource: string[] }[];
    expect(denied.Resource).toEqual(
      ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'].map((method) => `execute-api:/*/${method}/*`),
    );
    expect(allowed.Resource).toEqual(denied.Resource);
    expect(preflight).toEqual({ Effect: 'Allow', ...invoke, Resource: 'execute-api:/prod/OPTIONS/*' });
  });

  it('excludes routes whose callers have no account', () => {
    const resourcePolicy = ResourcePolicy.allowAccounts(accounts);
    expect(withApi({ authorization: jwt(), resourcePolicy }, (api) => api.addRoute('GET /x', backend))).toThrow(
      'ResourcePolicy.allowAccounts would deny GET /x to all, for its callers have no account, got "jwt"; authorize it',
    );
  });

  it.each(['1', '11112222333', '1111-2222-3333', 'arn:aws:iam::111122223333:root'])('cannot have "%s"', (account) => {
    expect(() => ResourcePolicy.allowAccounts([account])).toThrow(
      `[ResourcePolicy.allowAccounts] not the number of an account, got "${account}"; write its 12 digits, as a text`,
    );
  });

  it('takes tokens', () => {
    const own = (stack: Stack) => ({ authorization, resourcePolicy: ResourcePolicy.allowAccounts([stack.account]) });
    expect(statements(own)[0]).toEqual(deny('StringNotEquals', 'aws:PrincipalAccount', [{ Ref: 'AWS::AccountId' }]));
    const list = Token.asList(Fn.split(',', Fn.importValue('Accounts')));
    const split = { 'Fn::Split': [',', { 'Fn::ImportValue': 'Accounts' }] };
    expect(statements(() => ({ authorization, resourcePolicy: ResourcePolicy.allowAccounts(list) }))).toEqual([
      deny('StringNotEquals', 'aws:PrincipalAccount', split),
      { Effect: 'Allow', ...all, Principal: { AWS: split } },
    ]);
  });
});

describe('what a resource policy allows', () => {
  const resourcePolicy = ResourcePolicy.allowIpRanges(['203.0.113.0/24']);
  const open = { authorization: Authorization.none() };
  const bodyWith = (build: (api: MeteredRestApi, stack: Stack) => void, props: Partial<MeteredRestApiProps> = {}) =>
    bodyOf(templateOf((stack) => build(restApiIn(stack, { authorization: jwt(), resourcePolicy, ...props }), stack)));
  const allowance = (body: Body) => (body[POLICY] as { Statement: unknown[] }).Statement[1];
  const schemesOf = (body: Body) =>
    Object.entries(body.paths).map(([path, { get }]) => [path, Object.keys(get?.security[0] ?? {})[0]]);

  it('is everything where all routes are open, for without an Allow nobody gets in (R-62)', () => {
    expect(allowance(bodyWith((api) => api.addRoute('ANY /x', backend, open)))).toEqual({ Effect: 'Allow', ...all });
  });

  it('R-62: is open routes alone, beside those that are authorized', () => {
    const body = bodyWith((api) => {
      api.addRoute('GET /health', backend, open);
      api.addRoute('GET /orders/{id}', backend, { scopes: ['read'] });
      api.addRoute('PUT /health', backend, open);
    });
    const Resource = ['execute-api:/prod/GET/health*', 'execute-api:/prod/PUT/*'];
    expect(allowance(body)).toEqual({ Effect: 'Allow', ...invoke, Resource });
  });

  it('R-62: is Cognito routes too', () => {
    const body = bodyWith((api, stack) => {
      const pool = new UserPool(stack, 'Pool');
      const authorization = Authorization.cognito(pool, { clients: [pool.addClient('Client')] });
      api.addRoute('GET /me', backend, { authorization });
      api.addRoute('GET /orders', backend);
    });
    expect(allowance(body)).toMatchObject({ Resource: ['execute-api:/prod/GET/me*'] });
  });

  it('is preflights where there are any, in the stage alone: a wildcard would match slashes', () => {
    const cors = Cors.allowOrigins(['https://app.example.com']);
    const body = bodyWith((api) => api.addRoute('ANY /orders', backend), { cors, stageName: 'v1' });
    expect(allowance(body)).toMatchObject({ Resource: ['execute-api:/v1/OPTIONS/*'] });
  });

  it('leaves out signed requests, which a permission must allow (R-62)', () => {
    const body = bodyWith((api) => {
      api.addRoute('GET /files/{path+}', backend, open);
      api.addRoute('GET /files/secret', backend, { authorization: Authorization.iam() });
    });
    expect(allowance(body)).toMatchObject({ Condition: { Null: { 'aws:PrincipalAccount': 'true' } } });
  });

  it('R-62: routes with scopes that it reaches are asked about each time, for only a denial keeps anyone out', () => {
    const build = (api: MeteredRestApi) => {
      api.addRoute('GET /files/secret', backend, { scopes: ['admin'] });
      api.addRoute('GET /orders', backend, { scopes: ['read'] });
      // read before the route that changes it
      expect(api.openApi).toBeDefined();
      api.addRoute('GET /files/{path+}', backend, open);
    };
    const cached = expect.stringMatching(/^Jwt[0-9a-f]{8}$/) as unknown;
    const uncached = expect.stringMatching(/^Jwt[0-9a-f]{8}Uncached$/) as unknown;
    expect(schemesOf(bodyWith(build))).toEqual([
      ['/files/secret', uncached],
      ['/files/{path+}', undefined],
      ['/orders', cached],
    ]);
    expect(schemesOf(bodyWith(build, { resourcePolicy: undefined }))[0]).toEqual(['/files/secret', cached]);
  });

  it('R-62: must not reach a route that a function of the user decides about', () => {
    const build = (guarded: string) => () =>
      bodyWith((api, stack) => {
        api.addRoute('GET /files/{path+}', backend, open);
        api.addRoute(guarded, backend, { authorization: Authorization.lambda(functionIn(stack)) });
      });
    expect(build('GET /files/secret')).toThrow(
      '[Stack/Api] the resource policy must allow open or Cognito routes that match requests of GET /files/secret too, ' +
        'and would let them in past its Authorization.lambda; give it a path that none of them matches',
    );
    expect(build('ANY /files/secret')).toThrow('match requests of ANY /files/secret too');
    expect(build('GET /orders')).not.toThrow();
    expect(build('POST /files/secret')).not.toThrow();
  });
});

describe('a resource policy', () => {
  it.each<[string, () => ResourcePolicy]>([
    ['allowIpRanges', () => ResourcePolicy.allowIpRanges([])],
    ['allowVpcEndpoints', () => ResourcePolicy.allowVpcEndpoints([])],
    ['allowAccounts', () => ResourcePolicy.allowAccounts([])],
  ])('of %s cannot let nobody in', (name, make) => {
    expect(make).toThrow(`[ResourcePolicy.${name}] nobody could call the API, got []`);
  });

  const ranges = (count: number) =>
    Array.from({ length: count }, (_, index) => `203.0.${index >> 8}.${index & 255}/32`);

  it('has at most 8,192 bytes (Q-10)', () => {
    const resourcePolicy = ResourcePolicy.allowIpRanges(ranges(500));
    expect(() => templateWith(() => ({ resourcePolicy }))).toThrow(
      /\[Stack\/Api\] the resource policy takes \d+ bytes, and may take 8192; join ranges, or ask AWS for more/,
    );
    expect(() => templateWith(() => ({ resourcePolicy: ResourcePolicy.allowIpRanges(ranges(300)) }))).not.toThrow();
  });

  it('of unknown size is not refused', () => {
    const one = Fn.importValue('x'.repeat(200));
    const resourcePolicy = ResourcePolicy.allowIpRanges(Array.from({ length: 100 }, () => one));
    expect(() => templateWith(() => ({ resourcePolicy }))).not.toThrow();
  });

  it('makes a new deployment when it changes, for stages keep the one they have', () => {
    const deployment = (range: string) => {
      const template = templateWith(() => ({ resourcePolicy: ResourcePolicy.allowIpRanges([range]) }));
      return Object.keys(template.findResources('AWS::ApiGateway::Deployment'))[0];
    };
    expect(deployment('203.0.113.0/24')).not.toBe(deployment('203.0.113.0/25'));
    expect(deployment('203.0.113.0/24')).toBe(deployment('203.0.113.0/24'));
  });

  it('is not needed', () => {
    const stack = new Stack(new App(), 'Stack');
    restApiIn(stack).addRoute('GET /x', backend);
    expect(bodyOf(Template.fromStack(stack))).not.toHaveProperty(POLICY);
  });
});
