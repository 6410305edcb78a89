import { App, CfnParameter, Duration, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Alias, Function } from 'aws-cdk-lib/aws-lambda';
import { ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { Authorization, LambdaIntegrationOptions, LambdaPayloadFormat, RouteIntegration } from '../../../lib';
import { apiIn, functionIn, propertiesOf, routeOf, templateOf } from '../api-under-test';
import { adding, integrationOf, logicalIdOf, onlyOf, templateOfIntegration } from '../fixtures';

const INTEGRATION = 'AWS::ApiGatewayV2::Integration';
const PERMISSION = 'AWS::Lambda::Permission';

const withOptions = (options: LambdaIntegrationOptions) =>
  integrationOf((stack) => RouteIntegration.lambda(functionIn(stack), options));

describe('a Lambda integration', () => {
  it('proxies to the function, with payload 2.0 and the time the service allows', () => {
    const template = templateOfIntegration((stack) => RouteIntegration.lambda(functionIn(stack)));
    expect(onlyOf(template, INTEGRATION)).toEqual({
      ApiId: { Ref: logicalIdOf(template, 'AWS::ApiGatewayV2::Api') },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [logicalIdOf(template, 'AWS::Lambda::Function'), 'Arn'] },
      PayloadFormatVersion: '2.0',
    });
  });

  it('can have payload 1.0', () => {
    expect(withOptions({ payloadFormat: LambdaPayloadFormat.V1_0 }).PayloadFormatVersion).toBe('1.0');
  });

  it('is the target of its route', () => {
    const template = templateOfIntegration((stack) => RouteIntegration.lambda(functionIn(stack)));
    const target = { 'Fn::Join': ['', ['integrations/', { Ref: logicalIdOf(template, INTEGRATION) }]] };
    expect(routeOf(template, 'POST /x').Target).toEqual(target);
  });

  it('calls the alias, not the function behind it', () => {
    const template = templateOfIntegration((stack) => {
      const { currentVersion } = functionIn(stack) as Function;
      return RouteIntegration.lambda(new Alias(stack, 'Live', { aliasName: 'live', version: currentVersion }));
    });
    const alias = { Ref: logicalIdOf(template, 'AWS::Lambda::Alias') };
    expect(onlyOf(template, INTEGRATION).IntegrationUri).toEqual(alias);
    expect(onlyOf(template, PERMISSION).FunctionName).toEqual(alias);
  });

  it('keeps a function apart from its alias', () => {
    const template = templateOf((stack) => {
      const fn = functionIn(stack) as Function;
      const alias = new Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
      const api = apiIn(stack);
      api.addRoute('GET /newest', RouteIntegration.lambda(fn));
      api.addRoute('GET /live', RouteIntegration.lambda(alias));
    });
    template.resourceCountIs(INTEGRATION, 2);
    template.resourceCountIs(PERMISSION, 2);
  });
});

describe('the timeout of an integration', () => {
  it.each([50, 29_000])('may be %i milliseconds', (milliseconds) => {
    expect(withOptions({ timeout: Duration.millis(milliseconds) }).TimeoutInMillis).toBe(milliseconds);
  });

  it('may be 30 seconds (Q-3)', () => {
    expect(withOptions({ timeout: Duration.seconds(30) }).TimeoutInMillis).toBe(30_000);
  });

  it.each([
    ['49 millis', Duration.millis(49)],
    ['30 seconds 1 milli', Duration.millis(30_001)],
    ['15 minutes', Duration.minutes(15)],
  ])('cannot be %s (Q-3)', (got, timeout) => {
    expect(adding((stack) => RouteIntegration.lambda(functionIn(stack), { timeout }))).toThrow(
      `[Stack/Api/POST --x] timeout must be 50 milliseconds to 30 seconds, got "${got}"; for longer work answer at once`,
    );
  });

  it('may be a token', () => {
    const properties = integrationOf((stack) => {
      const parameter = new CfnParameter(stack, 'Timeout', { type: 'Number' });
      return RouteIntegration.lambda(functionIn(stack), { timeout: Duration.millis(parameter.valueAsNumber) });
    });
    expect(properties.TimeoutInMillis).toEqual({ Ref: 'Timeout' });
  });
});

describe('integrations that several routes share', () => {
  it('user pain 1: one integration and one permission, however many routes and options', () => {
    const template = templateOf((stack) => {
      const fn = functionIn(stack);
      const api = apiIn(stack);
      api.addRoute('GET /a', RouteIntegration.lambda(fn));
      api.addRoute('GET /b', RouteIntegration.lambda(fn));
      api.addRoute('GET /slow', RouteIntegration.lambda(fn, { timeout: Duration.seconds(20) }));
    });
    template.resourceCountIs(INTEGRATION, 2);
    template.resourceCountIs(PERMISSION, 1);
    expect(routeOf(template, 'GET /a').Target).toEqual(routeOf(template, 'GET /b').Target);
    expect(routeOf(template, 'GET /a').Target).not.toEqual(routeOf(template, 'GET /slow').Target);
  });

  it.each<[string, LambdaIntegrationOptions, LambdaIntegrationOptions]>([
    ['payload', { payloadFormat: LambdaPayloadFormat.V1_0 }, { payloadFormat: LambdaPayloadFormat.V2_0 }],
    ['timeout', { timeout: Duration.seconds(1) }, { timeout: Duration.seconds(2) }],
    ['mapping', {}, { requestMapping: new ParameterMapping().removeHeader('x') }],
    ['answer', {}, { responseMapping: { '404': new ParameterMapping().removeHeader('x') } }],
  ])('are two where the %s differs', (_, one, other) => {
    const template = templateOf((stack) => {
      const fn = functionIn(stack);
      const api = apiIn(stack);
      api.addRoute('GET /a', RouteIntegration.lambda(fn, one));
      api.addRoute('GET /b', RouteIntegration.lambda(fn, other));
    });
    template.resourceCountIs(INTEGRATION, 2);
  });

  it('user pain 1: a function that answers routes and authorizes them has one permission', () => {
    const template = templateOf((stack) => {
      const fn = functionIn(stack);
      apiIn(stack, { authorization: Authorization.lambda(fn) }).addRoute('GET /a', RouteIntegration.lambda(fn));
    });
    template.resourceCountIs(PERMISSION, 1);
  });

  it('are made for each API that one value serves', () => {
    const template = templateOf((stack) => {
      const integration = RouteIntegration.lambda(functionIn(stack));
      apiIn(stack, {}, 'One').addRoute('GET /a', integration);
      apiIn(stack, {}, 'Other').addRoute('GET /a', integration);
    });
    template.resourceCountIs(INTEGRATION, 2);
    template.resourceCountIs(PERMISSION, 2);
    const apis = Object.values(propertiesOf(template, INTEGRATION)).map(({ ApiId }) => JSON.stringify(ApiId));
    expect(new Set(apis).size).toBe(2);
  });
});

describe('a function of another stack', () => {
  const build = () => {
    const app = new App();
    const backend = new Stack(app, 'Backend');
    const frontend = new Stack(app, 'Frontend');
    const fn = functionIn(backend);
    apiIn(frontend).addRoute('GET /a', RouteIntegration.lambda(fn));
    return { backend, frontend };
  };

  it('user pain 10: gets its permission in the stack of the API', () => {
    const { backend, frontend } = build();
    Template.fromStack(frontend).resourceCountIs(PERMISSION, 1);
    Template.fromStack(backend).resourceCountIs(PERMISSION, 0);
  });

  it('user pain 10: makes the API depend on it, not the other way round', () => {
    const { backend, frontend } = build();
    expect(frontend.dependencies).toEqual([]);
    Template.fromStack(frontend);
    expect(frontend.dependencies).toEqual([backend]);
    expect(backend.dependencies).toEqual([]);
  });
});

describe('a function of another account', () => {
  const buildWith = (account: string) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
    const functionArn = `arn:aws:lambda:eu-west-1:${account}:function:orders`;
    apiIn(stack).addRoute('GET /a', RouteIntegration.lambda(Function.fromFunctionArn(stack, 'Fn', functionArn)));
    return stack;
  };
  const WARNING = Match.stringLikeRegexp('function Stack/Fn belongs to another account.*allow lambda:InvokeFunction');

  it('gets no permission, but a warning that says which one it needs', () => {
    const stack = buildWith('222222222222');
    Template.fromStack(stack).resourceCountIs(PERMISSION, 0);
    Annotations.fromStack(stack).hasWarning('/Stack/Api', WARNING);
  });

  it.each([
    ['the same account', '111111111111'],
    ['an account not known yet', Lazy.string({ produce: () => '222222222222' })],
    ['an imported account', Fn.importValue('Account')],
  ])('is not assumed of a function of %s', (_, account) => {
    const stack = buildWith(account);
    Template.fromStack(stack).resourceCountIs(PERMISSION, 1);
    Annotations.fromStack(stack).hasNoWarning('/Stack/Api', WARNING);
  });
});
