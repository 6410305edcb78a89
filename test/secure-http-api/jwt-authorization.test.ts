import { App, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { IUserPoolClient, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Authorization, Cors, IdentitySource } from '../../lib';
import { apiIn, propertiesOf, routeOf, templateOf } from './api-under-test';
import { add, AUTHORIZER, ISSUER, jwtWith, NAME, templateFor } from './authorization-fixtures';
import { logicalIdOf, onlyOf } from './fixtures';

const lazy = (text: string) => Lazy.string({ produce: () => text });

describe('a JWT authorization', () => {
  it('is an authorizer that the route names', () => {
    const template = templateFor(() => jwtWith({ audience: ['orders', 'admin'] }));
    expect(onlyOf(template, AUTHORIZER)).toEqual({
      ApiId: { Ref: logicalIdOf(template, 'AWS::ApiGatewayV2::Api') },
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: ['orders', 'admin'], Issuer: ISSUER },
      Name: NAME,
    });
    expect(routeOf(template, 'GET /x')).toMatchObject({
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: logicalIdOf(template, AUTHORIZER) },
    });
  });

  it('keeps the issuer to the letter', () => {
    const issuer = 'https://ID.example.com/tenant/';
    const template = templateFor(() => jwtWith({ issuer }));
    expect(onlyOf(template, AUTHORIZER)).toMatchObject({ JwtConfiguration: { Issuer: issuer } });
  });

  it.each([
    ['a header', IdentitySource.header('x-token'), '$request.header.x-token'],
    ['the query string', IdentitySource.queryString('token'), '$request.querystring.token'],
    ['a header whose name is a token', IdentitySource.header(lazy('x-token')), '$request.header.x-token'],
  ])('finds the token in %s', (_, identitySource, expression) => {
    expect(
      onlyOf(
        templateFor(() => jwtWith({ identitySource })),
        AUTHORIZER,
      ).IdentitySource,
    ).toEqual([expression]);
  });

  it.each([
    ['id.example.com', 'issuer must be an https URL', 'copy "issuer" from the provider\'s openid-configuration'],
    ['http://id.example.com', 'issuer must be an https URL', 'copy "issuer"'],
    ['', 'issuer must be an https URL', 'copy "issuer"'],
    [`${ISSUER} `, 'issuer must be an https URL', 'copy "issuer"'],
    [`${ISSUER}/?tenant=1`, 'issuer must be scheme, host and path only', 'leave out query, fragment and user'],
    [`${ISSUER}/#a`, 'issuer must be scheme, host and path only', 'leave out'],
    ['https://me@id.example.com', 'issuer must be scheme, host and path only', 'leave out'],
    [`${ISSUER}/.well-known/openid-configuration`, 'issuer is the discovery document', 'leave out "/.well-known/..."'],
  ])('cannot have the issuer "%s"', (issuer, problem, remedy) => {
    expect(() => jwtWith({ issuer })).toThrow(`[Authorization.jwt] ${problem}, got "${issuer}"; ${remedy}`);
  });

  it.each([
    ['a lazy text', () => lazy('id.example.com'), 'id.example.com'],
    ['an imported value', () => Fn.importValue('Issuer'), { 'Fn::ImportValue': 'Issuer' }],
    ['a parameter', (stack: Stack) => new CfnParameter(stack, 'Issuer').valueAsString, { Ref: 'Issuer' }],
  ])('can have %s for its issuer', (_, issuer, expected) => {
    const template = templateFor((stack) => jwtWith({ issuer: issuer(stack) }));
    expect(onlyOf(template, AUTHORIZER)).toMatchObject({ JwtConfiguration: { Issuer: expected } });
  });

  it('is warned of where API Gateway cannot reach the issuer', () => {
    const warningsFor = (issuer: string) => {
      const stack = new Stack(new App(), 'Stack');
      add(apiIn(stack, { authorization: jwtWith({ issuer }) }), 'GET /x');
      return Annotations.fromStack(stack);
    };
    const WARNING = Match.stringLikeRegexp('API Gateway cannot reach .*: good for local tests only');
    warningsFor('http://localhost:9000').hasWarning('/Stack/Api', WARNING);
    warningsFor(ISSUER).hasNoWarning('*', WARNING);
    warningsFor(lazy('http://localhost:9000')).hasNoWarning('*', WARNING);
  });

  it.each([[[]], [Array.from({ length: 51 }, (_, index) => `a${index}`)]])(
    'cannot have %j for its audience',
    (audience) => {
      expect(() => jwtWith({ audience })).toThrow(
        `[Authorization.jwt] audience must name 1 to 50 audiences, got ${JSON.stringify(audience)}; name who the token is for`,
      );
    },
  );

  it.each(['', ' '])('cannot have the audience "%s"', (audience) => {
    expect(() => jwtWith({ audience: ['orders', audience] })).toThrow(
      `[Authorization.jwt] audience holds an empty text, got ["orders","${audience}"]; name who the token is for`,
    );
    const template = templateFor(() => jwtWith({ audience: [lazy(audience)] }));
    expect(onlyOf(template, AUTHORIZER)).toMatchObject({ JwtConfiguration: { Audience: [audience] } });
  });

  it('can have 50 audiences, or a list that is a token', () => {
    const fifty = Array.from({ length: 50 }, (_, index) => `a${index}`);
    expect(
      onlyOf(
        templateFor(() => jwtWith({ audience: fifty })),
        AUTHORIZER,
      ),
    ).toMatchObject({
      JwtConfiguration: { Audience: fifty },
    });
    const audience = Fn.split(',', Fn.importValue('Audience'));
    expect(
      onlyOf(
        templateFor(() => jwtWith({ audience })),
        AUTHORIZER,
      ),
    ).toMatchObject({
      JwtConfiguration: { Audience: { 'Fn::Split': [',', { 'Fn::ImportValue': 'Audience' }] } },
    });
  });

  it.each([
    ['context', IdentitySource.context('path')],
    ['stageVariable', IdentitySource.stageVariable('token')],
  ])('cannot find the token in %s', (kind, identitySource) => {
    expect(() => jwtWith({ identitySource })).toThrow(
      `[Authorization.jwt] identitySource cannot hold a token, got "${kind}"; use IdentitySource.header or queryString`,
    );
  });
});

describe('an identity source', () => {
  it.each(['', 'x token', 'a,b', '{name}'])('cannot be the header "%s"', (name) => {
    expect(() => IdentitySource.header(name)).toThrow(
      `[IdentitySource.header] not a name, got "${name}"; give the bare name, such as "Authorization"`,
    );
  });

  it('cannot be the whole expression', () => {
    expect(() => IdentitySource.header('$request.header.Authorization')).toThrow('give the bare name');
  });

  it('that is a token stays one among the headers that pages may send', () => {
    const template = templateOf((stack) => {
      const authorization = jwtWith({ identitySource: IdentitySource.header(Fn.importValue('Header')) });
      add(apiIn(stack, { authorization, cors: Cors.allowOrigins(['https://app.example.com']) }), 'GET /x');
    });
    const { CorsConfiguration } = onlyOf(template, 'AWS::ApiGatewayV2::Api');
    expect(JSON.stringify(CorsConfiguration)).toContain('Fn::ImportValue');
  });
});

describe('a Cognito authorization', () => {
  const poolIn = (stack: Stack) => new UserPool(stack, 'Pool');

  it('is a JWT authorizer for the pool and the app clients', () => {
    const template = templateFor((stack) => {
      const pool = poolIn(stack);
      return Authorization.cognito(pool, { clients: [pool.addClient('Web'), pool.addClient('App')] });
    });
    const clients = Object.keys(propertiesOf(template, 'AWS::Cognito::UserPoolClient'));
    const pool = { Ref: logicalIdOf(template, 'AWS::Cognito::UserPool') };
    expect(onlyOf(template, AUTHORIZER)).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: clients.map((Ref) => ({ Ref })),
        Issuer: { 'Fn::Join': ['', ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', pool]] },
      },
    });
    expect(routeOf(template, 'GET /x').AuthorizationType).toBe('JWT');
  });

  it('names the Region of a pool that is elsewhere', () => {
    const template = templateFor((stack) => {
      const pool = UserPool.fromUserPoolArn(
        stack,
        'Pool',
        'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_a',
      );
      return Authorization.cognito(pool, { clients: [pool.addClient('Web')] });
    });
    const Issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a';
    expect(onlyOf(template, AUTHORIZER)).toMatchObject({ JwtConfiguration: { Issuer } });
  });

  it.each([0, 51])('cannot have %i clients', (count) => {
    const pool = poolIn(new Stack());
    const clients = Array.from({ length: count }, () => ({}) as IUserPoolClient);
    expect(() => Authorization.cognito(pool, { clients })).toThrow(
      `[Authorization.cognito] clients must name 1 to 50 app clients, got ${count}; name those whose tokens count`,
    );
  });
});
