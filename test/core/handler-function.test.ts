import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { HandlerFunction, HandlerFunctionProps } from '../../lib/core/handler-function';

const templateOf = (props: Partial<HandlerFunctionProps> = {}) => {
  const stack = new Stack(new App(), 'Stack');
  new HandlerFunction(stack, 'Handler', { handler: 'preflight', description: 'Answers preflights', ...props });
  return Template.fromStack(stack);
};

const only = (template: Template, type: string) => {
  const found = Object.entries(template.findResources(type));
  expect(found).toHaveLength(1);
  return { id: found[0][0], properties: found[0][1].Properties };
};

describe('a function that the library ships', () => {
  it('runs small and short on arm64, with what it is told in its environment', () => {
    const template = templateOf({ environment: { TABLE: 'orders' } });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Architectures: ['arm64'],
      Description: 'Answers preflights',
      Environment: { Variables: { TABLE: 'orders' } },
      Handler: 'index.handler',
      MemorySize: 128,
      Runtime: 'nodejs24.x',
      Timeout: 5,
    });
  });

  it('may write to its own log group and nothing else', () => {
    const template = templateOf();
    const role = only(template, 'AWS::IAM::Role').properties;
    const log = only(template, 'AWS::Logs::LogGroup').id;
    expect(role.ManagedPolicyArns).toBeUndefined();
    expect(role.Policies).toEqual([
      {
        PolicyName: 'WriteLogs',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              Resource: { 'Fn::GetAtt': [log, 'Arn'] },
            },
          ],
        },
      },
    ]);
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  it('has a role that Lambda alone takes on', () => {
    expect(only(templateOf(), 'AWS::IAM::Role').properties.AssumeRolePolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
    ]);
  });

  it('writes its log to that group, for three months', () => {
    const template = templateOf();
    const log = only(template, 'AWS::Logs::LogGroup');
    expect(log.properties).toEqual({ RetentionInDays: 90 });
    expect(only(template, 'AWS::Lambda::Function').properties.LoggingConfig).toEqual({ LogGroup: { Ref: log.id } });
  });

  it('may do what it is made for besides, for as long as that takes', () => {
    const statement = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:*:*:orders'] });
    const template = templateOf({ statements: [statement], timeout: Duration.minutes(1) });
    const { Policies: policies } = only(template, 'AWS::IAM::Role').properties;
    expect(policies.map((policy: { PolicyName: string }) => policy.PolicyName)).toEqual(['WriteLogs', 'Work']);
    expect(policies[1].PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:*:*:orders' },
    ]);
    template.hasResourceProperties('AWS::Lambda::Function', { Timeout: 60 });
  });

  it('is one resource of each kind: no singleton that rewrites retention', () => {
    expect(Object.keys(templateOf().toJSON().Resources as object)).toHaveLength(3);
  });

  it('is built before it is used', () => {
    expect(() => templateOf({ handler: 'nothing' })).toThrow(/Cannot find asset at .*handlers.nothing/);
  });
});
