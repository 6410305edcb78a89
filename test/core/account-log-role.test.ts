import { App, Aspects, CfnResource, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { AccountLogRole } from '../../lib/core/account-log-role';

const stackWith = () => {
  const stack = new Stack(new App(), 'Stack');
  return { stack, logRole: AccountLogRole.of(new Construct(stack, 'Api')) };
};

const logicalId = (template: Template, type: string, props: object = {}): string => {
  const ids = Object.keys(template.findResources(type, props));
  expect(ids).toHaveLength(1);
  return ids[0];
};

const API_GATEWAY = { Principal: { Service: 'apigateway.amazonaws.com' } };
const isOfApiGateway = { Properties: { AssumeRolePolicyDocument: { Statement: [API_GATEWAY] } } };
const LAMBDA = { Principal: { Service: 'lambda.amazonaws.com' } };
const isOfLambda = { Properties: { AssumeRolePolicyDocument: { Statement: [LAMBDA] } } };

it('is one a stack, whoever asks', () => {
  const { stack, logRole } = stackWith();
  expect(AccountLogRole.of(new Construct(stack, 'Other'))).toBe(logRole);
  expect(AccountLogRole.of(new Stack(stack, 'Inner'))).not.toBe(logRole);
  Template.fromStack(stack).resourceCountIs('Custom::ApiGatewayAccountLogRole', 1);
});

it('overwrites nothing: no AWS::ApiGateway::Account', () => {
  Template.fromStack(stackWith().stack).resourceCountIs('AWS::ApiGateway::Account', 0);
});

it('leaves the role and what it may do behind when the stack goes', () => {
  const template = Template.fromStack(stackWith().stack);
  template.hasResource('AWS::IAM::Role', {
    ...isOfApiGateway,
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
  // a policy of its own would go with the stack
  template.resourceCountIs('AWS::IAM::Policy', 0);
  template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
});

it('lets API Gateway write logs of this account and Region, and nothing else', () => {
  const template = Template.fromStack(stackWith().stack);
  const [role] = Object.values(template.findResources('AWS::IAM::Role', isOfApiGateway));
  const logGroups = ['', ['arn:', 'AWS::Partition', ':logs:', 'AWS::Region', ':', 'AWS::AccountId', ':log-group:*']];
  const [separator, parts] = logGroups as [string, string[]];
  expect(role.Properties.AssumeRolePolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 'sts:AssumeRole', ...API_GATEWAY },
  ]);
  expect(role.Properties.ManagedPolicyArns).toBeUndefined();
  expect(role.Properties.Policies).toEqual([
    {
      PolicyName: 'WriteLogs',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: [
              'logs:CreateLogGroup',
              'logs:CreateLogStream',
              'logs:DescribeLogGroups',
              'logs:DescribeLogStreams',
              'logs:FilterLogEvents',
              'logs:GetLogEvents',
              'logs:PutLogEvents',
            ],
            Resource: { 'Fn::Join': [separator, parts.map((part) => (part.includes('::') ? { Ref: part } : part))] },
          },
        ],
      },
    },
  ]);
});

it('its function may read and set the account and pass this role', () => {
  const template = Template.fromStack(stackWith().stack);
  const role = logicalId(template, 'AWS::IAM::Role', isOfApiGateway);
  const [handlerRole] = Object.values(template.findResources('AWS::IAM::Role', isOfLambda));
  const work = handlerRole.Properties.Policies.find((policy: { PolicyName: string }) => policy.PolicyName === 'Work');
  const account = ['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }, '::/account'];
  expect(handlerRole.Properties.Policies).toHaveLength(2);
  expect(work.PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: ['apigateway:GET', 'apigateway:PATCH'], Resource: { 'Fn::Join': ['', account] } },
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: { 'Fn::GetAtt': [role, 'Arn'] } },
  ]);
});

it('tells the function the role, and gives up long before the hour CloudFormation would wait', () => {
  const template = Template.fromStack(stackWith().stack);
  const role = logicalId(template, 'AWS::IAM::Role', isOfApiGateway);
  template.hasResourceProperties('Custom::ApiGatewayAccountLogRole', {
    ServiceToken: { 'Fn::GetAtt': [logicalId(template, 'AWS::Lambda::Function'), 'Arn'] },
    ServiceTimeout: '600',
    RoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
  });
  template.hasResourceProperties('AWS::Lambda::Function', { Timeout: 180 });
});

it('tells which role the account uses', () => {
  const { stack, logRole } = stackWith();
  const template = Template.fromStack(stack);
  expect(stack.resolve(logRole.accountRoleArn)).toEqual({
    'Fn::GetAtt': [logicalId(template, 'Custom::ApiGatewayAccountLogRole'), 'AccountRoleArn'],
  });
});

it('a stage that depends on it names the custom resource alone', () => {
  const { stack, logRole } = stackWith();
  new CfnResource(stack, 'Stage', { type: 'AWS::ApiGateway::Stage' }).node.addDependency(logRole);
  const template = Template.fromStack(stack);
  template.hasResource('AWS::ApiGateway::Stage', {
    DependsOn: [logicalId(template, 'Custom::ApiGatewayAccountLogRole')],
  });
});

it('keeps its logical ids: others would make another role', () => {
  const ids = Object.keys(Template.fromStack(stackWith().stack).toJSON().Resources as object);
  expect(ids.map((id) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
    // the custom resource and, its doubled word taken off, the role
    'ApiGatewayAccountLogRole',
    'ApiGatewayAccountLogRole',
    'ApiGatewayAccountLogRoleHandlerFunction',
    'ApiGatewayAccountLogRoleHandlerLog',
    'ApiGatewayAccountLogRoleHandlerRole',
  ]);
});

it('cdk-nag AwsSolutions finds nothing', () => {
  const { stack } = stackWith();
  Aspects.of(stack).add(new AwsSolutionsChecks());
  const annotations = Annotations.fromStack(stack);
  const found = [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())];
  expect(found.map(({ id, entry }) => `${id}: ${String(entry.data)}`)).toEqual([]);
});
