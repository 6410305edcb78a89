import { readAssembly } from '../../src/assembly';
import { createScope } from '../../src/assembly/resolver';
import { Unresolvable } from '../../src/assembly/unresolvable';
import { writeAssembly } from '../support/assembly';

function resolve(expression: unknown, template: object = {}, environment?: string): unknown {
  const assembly = writeAssembly({ Shop: template, Other: OTHER }, environment);
  try {
    const stacks = readAssembly(assembly.directory);
    return createScope(stacks[0]!, stacks).resolve(expression);
  } finally {
    assembly.remove();
  }
}

const OTHER = {
  Resources: { Table: { Type: 'AWS::DynamoDB::Table' } },
  Outputs: { Out: { Value: { Ref: 'Table' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Table' } } } },
};

const TEMPLATE = {
  Parameters: {
    Name: { Type: 'String', Default: 'shop' },
    List: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Missing: { Type: 'String' },
    FromSsm: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
  },
  Mappings: { Regions: { 'us-east-1': { size: 'big' } } },
  Conditions: {
    IsShop: { 'Fn::Equals': [{ Ref: 'Name' }, 'shop'] },
    IsNot: { 'Fn::Not': [{ Condition: 'IsShop' }] },
    Both: { 'Fn::And': [{ Condition: 'IsShop' }, { Condition: 'IsNot' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsShop' }, { Condition: 'IsNot' }] },
  },
  Resources: {
    Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'orders' } },
    Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' }, Name: 'live' } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } },
    Own: { Type: 'Custom::Thing' },
  },
};

it.each<[string, unknown, unknown]>([
  ['a plain value', { a: [1, 'b'] }, { a: [1, 'b'] }],
  ['Ref of a parameter', { Ref: 'Name' }, 'shop'],
  ['Ref of a list parameter', { Ref: 'List' }, ['a', 'b']],
  ['Ref of a resource', { Ref: 'Fn' }, 'orders'],
  ['Ref of a queue is its URL', { Ref: 'Queue' }, 'https://sqs.us-east-1.amazonaws.com/000000000000/jobs'],
  [
    'pseudo parameters',
    { 'Fn::Sub': '${AWS::Partition} ${AWS::Region} ${AWS::AccountId} ${AWS::StackName} ${AWS::URLSuffix}' },
    'aws us-east-1 000000000000 Shop amazonaws.com',
  ],
  [
    'AWS::NoValue',
    { kept: 1, dropped: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 1] },
    { kept: 1, list: [1] },
  ],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Fn', 'Arn'] }, 'arn:aws:lambda:us-east-1:000000000000:function:orders'],
  ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Fn.Arn' }, 'arn:aws:lambda:us-east-1:000000000000:function:orders'],
  ['Ref of an alias', { Ref: 'Alias' }, 'arn:aws:lambda:us-east-1:000000000000:function:orders:live'],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Name' }]] }, 'a-shop'],
  ['Fn::Join of a list', { 'Fn::Join': ['+', { Ref: 'List' }] }, 'a+b'],
  [
    'Fn::Sub',
    { 'Fn::Sub': '${Name}/${Fn.Arn}/${!stageVariables.x}' },
    'shop/arn:aws:lambda:us-east-1:000000000000:function:orders/${stageVariables.x}',
  ],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${x}-${Name}', { x: { Ref: 'Name' } }] }, 'shop-shop'],
  ['Fn::Select and Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  ['Fn::If', { 'Fn::If': ['IsShop', 'yes', 'no'] }, 'yes'],
  ['Fn::Not', { 'Fn::If': ['IsNot', 'yes', 'no'] }, 'no'],
  ['Fn::And', { 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
  ['Fn::Or', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'size'] }, 'big'],
  ['Fn::Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
  ['Fn::GetAZs', { 'Fn::GetAZs': '' }, ['us-east-1a', 'us-east-1b', 'us-east-1c']],
  [
    'Condition as an ordinary key',
    { Condition: { StringEquals: { a: 'b' } } },
    { Condition: { StringEquals: { a: 'b' } } },
  ],
])('%s', (_, expression, expected) => {
  expect(resolve(expression, TEMPLATE)).toEqual(expected);
});

it("Fn::ImportValue finds another stack's export", () => {
  expect(resolve({ 'Fn::ImportValue': 'Other:Table' }, TEMPLATE)).toMatch(/^Other-Table-[a-z0-9]{12}$/);
});

it("the stack's environment is used when it is set", () => {
  const expression = { 'Fn::GetAtt': ['Fn', 'Arn'] };
  expect(resolve(expression, TEMPLATE, 'aws://111122223333/cn-north-1')).toBe(
    'arn:aws-cn:lambda:cn-north-1:111122223333:function:orders',
  );
});

it.each<[string, unknown, string]>([
  ['an SSM parameter', { Ref: 'FromSsm' }, 'FromSsm'],
  ['a parameter without default', { Ref: 'Missing' }, 'Missing has no default'],
  ['a resource that is not there', { Ref: 'Nobody' }, 'Nobody'],
  ['an attribute that only AWS knows', { 'Fn::GetAtt': ['Queue', 'Nothing'] }, 'Queue'],
  ['a custom resource', { Ref: 'Own' }, 'custom resource'],
  ['an export of nobody', { 'Fn::ImportValue': 'x' }, 'exports x'],
  ['an unknown intrinsic', { 'Fn::Transform': {} }, 'Fn::Transform'],
  ['a dynamic reference', '{{resolve:secretsmanager:db:SecretString:password}}', 'secretsmanager'],
])('%s is unresolvable, and says which', (_, expression, message) => {
  expect(() => resolve(expression, TEMPLATE)).toThrow(Unresolvable);
  expect(() => resolve(expression, TEMPLATE)).toThrow(message);
});

it('made-up ids are the same at every start, and different for each resource', () => {
  const template = { Resources: { A: { Type: 'AWS::ApiGatewayV2::Api' }, B: { Type: 'AWS::ApiGatewayV2::Api' } } };
  const [first, again] = [resolve({ Ref: 'A' }, template), resolve({ Ref: 'A' }, template)];
  expect(first).toBe(again);
  expect(first).toMatch(/^[a-z0-9]{10}$/);
  expect(resolve({ Ref: 'B' }, template)).not.toBe(first);
});
