import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ApiKey, UsagePlan } from 'aws-cdk-lib/aws-apigatewayv2';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Authorization, ChannelRule, IdentitySource, RouteIntegration, TokenExpiry } from '../../lib';
import { routeOf } from '../secure-http-api/api-under-test';
import {
  apiIn,
  functionIn,
  handlerOf,
  idsOf,
  jwt,
  making,
  propertiesOf,
  templateOf,
  templateWith,
} from './api-under-test';

const issuer = 'https://id.example.com';

describe('authorization by JSON Web Tokens (W-5)', () => {
  it('is the shipped authorizer at $connect, asked about every handshake (W-6)', () => {
    const template = templateWith({});
    const [authorizer] = idsOf(template, 'AWS::ApiGatewayV2::Authorizer');
    expect(routeOf(template, '$connect')).toMatchObject({
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: authorizer },
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      IdentitySource: ['route.request.header.Host'],
    });
    expect(propertiesOf(template, 'AWS::ApiGatewayV2::Authorizer')[authorizer]).not.toHaveProperty(
      'AuthorizerResultTtlInSeconds',
    );
  });

  it('is on no other route: what holds for the connection holds for its messages (W-8)', () => {
    const template = templateWith(
      {},
      (api, stack) => void api.addRoute('a', RouteIntegration.lambda(functionIn(stack))),
    );
    for (const key of ['$disconnect', '$default', 'ping', 'a']) {
      expect(routeOf(template, key).AuthorizationType).toBe('NONE');
    }
  });

  it('W-9: takes the token from the handshake, with the scopes of the authorization', () => {
    const authorization = Authorization.jwt({ issuer, audience: ['b', 'a'], scopes: ['live'] });
    expect(handlerOf(templateWith({ authorization }), 'Jwt').settings).toEqual({
      issuer,
      audience: ['b', 'a'],
      token: { in: 'handshake' },
      scopes: ['live'],
      clockSkewSeconds: 30,
      keysMaxAgeSeconds: 3600,
    });
  });

  it('W-7: passes on the claims that rules for channels ask for before others', () => {
    const channels = [ChannelRule.claims('{org}:{team}'), ChannelRule.open('news')];
    const template = templateWith({ authorization: Authorization.jwt({ issuer, audience: ['a'] }), channels });
    expect(handlerOf(template, 'Jwt').settings).toMatchObject({ claims: ['org', 'team'] });
  });

  it.each([
    [IdentitySource.header('X-Token'), { in: 'header', name: 'X-Token' }],
    [IdentitySource.queryString('auth'), { in: 'query', name: 'auth' }],
  ])('takes it from elsewhere where the authorization says so', (identitySource, token) => {
    const authorization = Authorization.jwt({ issuer, audience: ['a'], identitySource });
    const template = templateWith({ authorization });
    expect(handlerOf(template, 'Jwt').settings).toMatchObject({ token });
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', { IdentitySource: ['route.request.header.Host'] });
  });

  it('takes tokens of the app clients of a user pool', () => {
    const template = templateOf((stack) => {
      const pool = UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_abc');
      const client = UserPoolClient.fromUserPoolClientId(stack, 'Client', 'app');
      apiIn(stack, { authorization: Authorization.cognito(pool, { clients: [client], scopes: ['live/read'] }) });
    });
    expect(handlerOf(template, 'Jwt').settings).toMatchObject({
      issuer: 'https://cognito-idp.<AWS::Region>.amazonaws.com/eu-west-1_abc',
      audience: ['app'],
      tokenUse: 'cognito',
      token: { in: 'handshake' },
      scopes: ['live/read'],
    });
  });

  it('knows a user pool by its issuer too', () => {
    const pool = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc';
    const authorization = Authorization.jwt({ issuer: pool, audience: ['app'] });
    expect(handlerOf(templateWith({ authorization }), 'Jwt').settings).toMatchObject({ tokenUse: 'cognito' });
  });

  it('warns of an issuer that AWS cannot reach', () => {
    const stack = new Stack();
    apiIn(stack, { authorization: Authorization.jwt({ issuer: 'http://localhost:9000', audience: ['a'] }) });
    Annotations.fromStack(stack).hasWarning('/Default/Live', Match.stringLikeRegexp('Authorization.loopbackIssuer'));
  });

  it('W-7: caches no verdicts, and refuses to be told so', () => {
    const authorization = Authorization.jwt({ issuer, audience: ['a'], resultsCacheTtl: Duration.minutes(1) });
    expect(making({ authorization })).toThrow('[Stack/Live] resultsCacheTtl has no effect on a WebSocket API');
  });

  it('refuses what the authorizer has no room for', () => {
    const audience = Array.from({ length: 50 }, (_, index) => `${'a'.repeat(90)}${index}`);
    expect(making({ authorization: Authorization.jwt({ issuer, audience }) })).toThrow(
      'the authorization does not fit into the 4096 bytes the authorizer has',
    );
  });
});

describe('authorization by a function', () => {
  it('W-6: is told what to look for', () => {
    const template = templateWith({}, (_, stack) => {
      apiIn(
        stack,
        {
          authorization: Authorization.lambda(functionIn(stack), {
            identitySources: [
              IdentitySource.header('X-Key'),
              IdentitySource.queryString('key'),
              IdentitySource.context('identity.sourceIp'),
              IdentitySource.stageVariable('tenant'),
            ],
          }),
        },
        'Other',
      );
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      IdentitySource: [
        'route.request.header.X-Key',
        'route.request.querystring.key',
        'context.identity.sourceIp',
        'stageVariables.tenant',
      ],
    });
    expect(idsOf(template, 'AWS::Lambda::Permission', 'OtherInvoke')).toHaveLength(3);
  });

  it('W-6, W-9: is asked about every handshake unless told so, as browsers set no header', () => {
    const template = templateOf((stack) => {
      apiIn(stack, { authorization: Authorization.lambda(functionIn(stack)) });
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', { IdentitySource: ['route.request.header.Host'] });
  });

  it('W-7: refuses a cache, and takes one of no time', () => {
    const make = (seconds: number) =>
      making({}, (_, stack) =>
        apiIn(
          stack,
          {
            authorization: Authorization.lambda(functionIn(stack), { resultsCacheTtl: Duration.seconds(seconds) }),
          },
          'Other',
        ),
      );
    expect(make(0)).not.toThrow();
    expect(make(60)).toThrow('[Stack/Other] resultsCacheTtl has no effect on a WebSocket API');
  });
});

it('user pain 21: an authorizer is attached, with a name of its own for each API', () => {
  const authorization = jwt();
  const template = templateOf((stack) => {
    apiIn(stack, { authorization }, 'One');
    apiIn(stack, { authorization }, 'Two');
  });
  const authorizers = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Authorizer'));
  expect(new Set(authorizers.map(({ Name }) => Name)).size).toBe(2);
  expect(new Set(authorizers.map(({ ApiId }) => JSON.stringify(ApiId))).size).toBe(2);
});

describe('authorization by IAM', () => {
  it('is native, and grants are for $connect alone', () => {
    const template = templateWith({ authorization: Authorization.iam(), stageName: 'live' }, (api, stack) => {
      api.grantConnect(new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));
    });
    expect(routeOf(template, '$connect')).toMatchObject({ AuthorizationType: 'AWS_IAM' });
    expect(idsOf(template, 'AWS::ApiGatewayV2::Authorizer')).toEqual([]);
    const [policy] = Object.values(propertiesOf(template, 'AWS::IAM::Policy'));
    const [statement] = (policy.PolicyDocument as { Statement: { Action: string; Resource: unknown }[] }).Statement;
    expect(statement.Action).toBe('execute-api:Invoke');
    expect(JSON.stringify(statement.Resource)).toMatch(/"\/live\/\$connect"\]/);
  });

  it('is what a grant needs', () => {
    const grant = making({}, (api, stack) => api.grantConnect(functionIn(stack)));
    expect(grant).toThrow(
      '[Stack/Live] a grant to connect has no effect on this API, got "jwt"; give it Authorization.iam()',
    );
  });
});

describe('API keys', () => {
  it('user pain 29: are demanded of handshakes where the API says so, in the header of a usage plan (W-5)', () => {
    const template = templateWith({ apiKeyRequired: true }, (api, stack) => {
      const plan = new UsagePlan(stack, 'Plan', { apiStages: [{ api: api.webSocketApi, stage: api.stage }] });
      plan.addApiKey(new ApiKey(stack, 'Key'));
    });
    expect(routeOf(template, '$connect')).toMatchObject({ ApiKeyRequired: true, AuthorizationType: 'CUSTOM' });
    expect(routeOf(template, 'ping')).not.toHaveProperty('ApiKeyRequired');
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      ApiKeySelectionExpression: '$request.header.x-api-key',
    });
    const [api] = idsOf(template, 'AWS::ApiGatewayV2::Api');
    template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      ApiStages: [{ ApiId: { Ref: api }, Stage: 'prod' }],
    });
  });

  it.each([undefined, false])('are not otherwise (%p)', (apiKeyRequired) => {
    const template = templateWith({ apiKeyRequired });
    expect(routeOf(template, '$connect').ApiKeyRequired ?? false).toBe(false);
    expect(Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Api'))[0]).not.toHaveProperty(
      'ApiKeySelectionExpression',
    );
  });
});

describe('connections that end with their authorization', () => {
  it.each([Authorization.iam(), Authorization.none()])('are none where it never says so', (authorization) => {
    const { kind } = authorization._intent;
    for (const tokenExpiry of Object.values(TokenExpiry)) {
      expect(making({ authorization, tokenExpiry })).toThrow(
        `[Stack/Live] tokenExpiry has no effect with Authorization.${kind}(), got "${tokenExpiry}"; leave it out`,
      );
    }
  });
});

describe('an API that anyone may connect to', () => {
  it('says so', () => {
    const stack = new Stack();
    const api = apiIn(stack, { authorization: Authorization.none() });
    expect(api.publicRoutes).toEqual(['$connect']);
    Annotations.fromStack(stack).hasWarning(
      '/Default/Live',
      Match.stringLikeRegexp('RealtimeWebSocketApi.publicConnect'),
    );
  });

  it('is none by omission', () => {
    expect(making({ authorization: undefined })).toThrow('[Stack/Live] authorization is missing');
    expect(apiIn(new Stack()).publicRoutes).toEqual([]);
  });
});
