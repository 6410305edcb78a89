import { CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Authorization, IdentitySource, LambdaAuthorizationOptions } from '../../lib';
import { functionIn, routeOf } from './api-under-test';
import { AUTHORIZER, NAME, templateFor } from './authorization-fixtures';
import { logicalIdOf, onlyOf } from './fixtures';

const lazy = (text: string) => Lazy.string({ produce: () => text });

describe('a Lambda authorization', () => {
  const templateWith = (options: LambdaAuthorizationOptions = {}) =>
    templateFor((stack) => Authorization.lambda(functionIn(stack), options));
  const authorizerWith = (options?: LambdaAuthorizationOptions) => onlyOf(templateWith(options), AUTHORIZER);

  it('asks the function on every request, and takes a simple answer', () => {
    const template = templateWith();
    const fn = { 'Fn::GetAtt': [logicalIdOf(template, 'AWS::Lambda::Function'), 'Arn'] };
    expect(onlyOf(template, AUTHORIZER)).toEqual({
      ApiId: { Ref: logicalIdOf(template, 'AWS::ApiGatewayV2::Api') },
      AuthorizerPayloadFormatVersion: '2.0',
      AuthorizerResultTtlInSeconds: 0,
      AuthorizerType: 'REQUEST',
      AuthorizerUri: {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':apigateway:',
            { Ref: 'AWS::Region' },
            ':lambda:path/2015-03-31/functions/',
            fn,
            '/invocations',
          ],
        ],
      },
      EnableSimpleResponses: true,
      IdentitySource: ['$request.header.Authorization'],
      Name: NAME,
    });
    expect(routeOf(template, 'GET /x')).toMatchObject({
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: logicalIdOf(template, AUTHORIZER) },
    });
  });

  it('may be asked by API Gateway for this API alone (H-71)', () => {
    const template = templateWith();
    const { FunctionName, Principal, Action, SourceArn } = onlyOf(template, 'AWS::Lambda::Permission');
    expect({ FunctionName, Principal, Action }).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': [logicalIdOf(template, 'AWS::Lambda::Function'), 'Arn'] },
      Principal: 'apigateway.amazonaws.com',
    });
    const api = { Ref: logicalIdOf(template, 'AWS::ApiGatewayV2::Api') };
    expect((SourceArn as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1].slice(-3)).toEqual([':', api, '/*']);
  });

  it('looks where it is told', () => {
    const identitySources = [
      IdentitySource.header('x-key'),
      IdentitySource.queryString('key'),
      IdentitySource.context('identity.sourceIp'),
      IdentitySource.stageVariable('tenant'),
    ];
    expect(authorizerWith({ identitySources }).IdentitySource).toEqual([
      '$request.header.x-key',
      '$request.querystring.key',
      '$context.identity.sourceIp',
      '$stageVariables.tenant',
    ]);
    expect(authorizerWith({ identitySources: [] }).IdentitySource).toEqual([]);
  });

  it('user pain 20: keeps verdicts of one route from another', () => {
    const resultsCacheTtl = Duration.minutes(5);
    expect(authorizerWith({ resultsCacheTtl })).toMatchObject({
      AuthorizerResultTtlInSeconds: 300,
      IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
    });
    const identitySources = [IdentitySource.context('routeKey'), IdentitySource.header('x')];
    expect(authorizerWith({ resultsCacheTtl, identitySources }).IdentitySource).toEqual([
      '$context.routeKey',
      '$request.header.x',
    ]);
  });

  it('can cache for an hour and no longer', () => {
    expect(authorizerWith({ resultsCacheTtl: Duration.hours(1) }).AuthorizerResultTtlInSeconds).toBe(3600);
    const fn = functionIn(new Stack());
    expect(() => Authorization.lambda(fn, { resultsCacheTtl: Duration.seconds(3601) })).toThrow(
      '[Authorization.lambda] resultsCacheTtl must be whole seconds up to 1 hour, got "1 hour 1 second"; give such a time',
    );
  });

  it.each([
    ['[]', []],
    ['["tenant"]', [IdentitySource.stageVariable('tenant')]],
    ['["path"]', [IdentitySource.context('path')]],
  ])('user pain 33: cannot cache by %s, which tells no callers apart', (got, identitySources) => {
    const options = { resultsCacheTtl: Duration.seconds(1), identitySources };
    expect(() => Authorization.lambda(functionIn(new Stack()), options)).toThrow(
      `[Authorization.lambda] a cached verdict would serve every caller, got ${got}; name what tells one caller from another`,
    );
  });

  it.each([
    ['$context.identity.sourceIp', IdentitySource.context('identity.sourceIp')],
    ['$request.querystring.key', IdentitySource.queryString('key')],
    ['$context.path', IdentitySource.context(lazy('path'))],
  ])('can cache by %s, which may tell callers apart', (expression, source) => {
    const options = { resultsCacheTtl: Duration.seconds(1), identitySources: [source] };
    expect(authorizerWith(options).IdentitySource).toEqual([expression, '$context.routeKey']);
  });

  it.each([
    [undefined, '$request.header.Authorization'],
    [[IdentitySource.queryString('key')], '$request.querystring.key'],
  ])('can cache for a time that is a token, with identity sources %j', (identitySources, expression) => {
    const template = templateFor((stack) => {
      const ttl = new CfnParameter(stack, 'Ttl', { type: 'Number' }).valueAsNumber;
      return Authorization.lambda(functionIn(stack), { resultsCacheTtl: Duration.seconds(ttl), identitySources });
    });
    expect(onlyOf(template, AUTHORIZER).AuthorizerResultTtlInSeconds).toEqual({ Ref: 'Ttl' });
    expect(onlyOf(template, AUTHORIZER).IdentitySource).toEqual([expression, '$context.routeKey']);
  });

  it('names the Region of a function that is elsewhere', () => {
    const arn = 'arn:aws:lambda:eu-west-1:111111111111:function:authorize';
    const template = templateFor((stack) => Authorization.lambda(Function.fromFunctionArn(stack, 'Fn', arn)));
    expect(JSON.stringify(onlyOf(template, AUTHORIZER).AuthorizerUri)).toContain(`:apigateway:eu-west-1:lambda:path`);
  });
});
