import { App, Aws, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Alias, Code, Function, IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { InvokePermissions } from '../../lib/core/invoke-permissions';

const SOURCE = 'arn:aws:execute-api:eu-west-1:111111111111:a1b2/*';
const PERMISSION = 'AWS::Lambda::Permission';
const ENV = { account: '111111111111', region: 'eu-west-1' };

const functionIn = (scope: Construct, id = 'Function') =>
  new Function(scope, id, { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('//') });

/** A stack with permissions for the functions that `functions` makes. */
function stackWith(functions: (stack: Stack) => IFunction[], env?: typeof ENV): Stack {
  const stack = new Stack(new App(), 'Stack', { env });
  const permissions = new InvokePermissions(new Construct(stack, 'Api'), SOURCE);
  functions(stack).forEach((fn) => permissions.allow(fn));
  return stack;
}

describe('invoke permissions', () => {
  it('let API Gateway invoke the function for the source alone', () => {
    const stack = stackWith((scope) => [functionIn(scope)]);
    Template.fromStack(stack).hasResourceProperties(PERMISSION, {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Function'), 'Arn'] },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: SOURCE,
    });
  });

  it('user pain 1: are one for each function, however often it is allowed', () => {
    const stack = stackWith((scope) => {
      const [one, other] = [functionIn(scope, 'One'), functionIn(scope, 'Other')];
      return [one, other, one, one];
    });
    Template.fromStack(stack).resourceCountIs(PERMISSION, 2);
  });

  it('user pain 1: are one for each function even where two parts of an API allow it', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new Construct(stack, 'Api');
    const fn = functionIn(stack);
    new InvokePermissions(api, SOURCE).allow(fn);
    new InvokePermissions(api, SOURCE).allow(fn);
    Template.fromStack(stack).resourceCountIs(PERMISSION, 1);
  });

  it('are given to an alias and a version, not to the function behind them', () => {
    const stack = stackWith((scope) => {
      const { currentVersion } = functionIn(scope);
      return [new Alias(scope, 'Live', { aliasName: 'live', version: currentVersion }), currentVersion];
    });
    const names = Object.values(Template.fromStack(stack).findResources(PERMISSION)).map(
      ({ Properties }) => Properties.FunctionName as unknown,
    );
    expect(names).toEqual([
      { Ref: expect.stringMatching(/^Live/) },
      { Ref: expect.stringMatching(/^FunctionCurrentVersion/) },
    ]);
  });

  it('user pain 10: stand beside the API, not beside the function', () => {
    const app = new App();
    const [backend, frontend] = [new Stack(app, 'Backend'), new Stack(app, 'Frontend')];
    new InvokePermissions(new Construct(frontend, 'Api'), SOURCE).allow(functionIn(backend));
    Template.fromStack(frontend).resourceCountIs(PERMISSION, 1);
    Template.fromStack(backend).resourceCountIs(PERMISSION, 0);
  });

  it('keep their logical id when another function comes before', () => {
    const idsOf = (...ids: string[]) =>
      Object.keys(
        Template.fromStack(stackWith((scope) => ids.map((id) => functionIn(scope, id)))).findResources(PERMISSION),
      );
    expect(idsOf('New', 'Old')).toEqual(expect.arrayContaining(idsOf('Old')));
  });
});

describe('the permission to invoke an imported function', () => {
  const imported = (account: string) => (stack: Stack) => [
    Function.fromFunctionArn(stack, 'Fn', `arn:aws:lambda:eu-west-1:${account}:function:orders`),
  ];
  const WARNING = [
    "function Stack/Fn belongs to another account, where this stack can't add a permission; there, allow ",
    `lambda:InvokeFunction for apigateway.amazonaws.com with source ARN ${SOURCE}`,
  ].join('');

  it('is given in the own account', () => {
    const stack = stackWith(imported(ENV.account), ENV);
    Template.fromStack(stack).resourceCountIs(PERMISSION, 1);
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });

  it('is asked for in another account', () => {
    const stack = stackWith(imported('222222222222'), ENV);
    Template.fromStack(stack).resourceCountIs(PERMISSION, 0);
    const [{ entry }] = Annotations.fromStack(stack).findWarning('/Stack/Api', Match.anyValue());
    expect(entry.data).toContain(WARNING);
    expect(entry.data).toContain('[ack: cdk-apigateway-patterns:RouteIntegration.foreignFunction]');
  });

  it.each([
    ['the account of the stack is a token', '222222222222', undefined],
    ['the account of the function is a token', Fn.importValue('Account'), ENV],
    ['both are', Aws.ACCOUNT_ID, undefined],
  ])('is given where %s', (_, account, env) => {
    const stack = stackWith(imported(account), env);
    Template.fromStack(stack).resourceCountIs(PERMISSION, 1);
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });
});
