import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, functionResource } from '../support/template';

let open: RunningFixture | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const { Resources } = apiTemplate({ routes: { 'GET /a': 'Echo' } });

async function serve(template: object, ignore: string[] = []): Promise<RunningFixture> {
  open = await serveTemplate({ Resources, ...template }, { ignore });
  return open;
}

const withVariable = (value: unknown): object => ({
  Resources: { ...Resources, Echo: functionResource('', { Environment: { Variables: { A: value } } }) },
});

it.each<[string, unknown]>([
  ['Fn::Base64', { 'Fn::Base64': 'a' }],
  ['Fn::FindInMap with a default', { 'Fn::FindInMap': ['M', 'a', 'b', { DefaultValue: 'c' }] }],
  ['Fn::GetAZs', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
  ['Fn::Length', { 'Fn::Length': ['a', 'b'] }],
  ['Fn::ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'AWS::Region' } } }],
  ['a pseudo parameter', { Ref: 'AWS::StackId' }],
])('%s is evaluated', async (_, value) => {
  expect((await serve(withVariable(value))).gateway.apis).toHaveLength(1);
});

it.each<[string, unknown, RegExp]>([
  ['Fn::Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 1, 8] }, /Echo.*Environment\.Variables: Fn::Cidr is not evaluated/],
  ['Fn::Transform', { 'Fn::Transform': { Name: 'Magic' } }, /Fn::Transform is not evaluated/],
  ['a function of rules', { 'Fn::ValueOf': ['P', 'a'] }, /Fn::ValueOf is not evaluated/],
  ['a function of 2030', { 'Fn::New': 1 }, /Fn::New is not evaluated/],
  ['a pseudo parameter of 2030', { Ref: 'AWS::New' }, /AWS::New/],
  ['an export of nobody', { 'Fn::ImportValue': 'x' }, /no stack of this assembly exports x/],
])('%s is refused by name', async (_, value, message) => {
  await expect(serve(withVariable(value))).rejects.toThrow(message);
});

it.each<[string, object, RegExp]>([
  ['a loop', { Resources: { ...Resources, 'Fn::ForEach::A': [] } }, /Resources\.Fn::ForEach::A is only evaluated/],
  ['an include', { Resources: { ...Resources, 'Fn::Transform': {} } }, /Resources\.Fn::Transform is only evaluated/],
  ['a macro', { Transform: ['AWS::LanguageExtensions', 'Magic'] }, /Transform.*the macro Magic is only run/],
  ['AWS::Include', { Transform: { Name: 'AWS::Include' } }, /the macro AWS::Include is only run/],
  [
    'SAM',
    { Transform: 'AWS::Serverless-2016-10-31', Resources: { F: { Type: 'AWS::Serverless::Function' } } },
    /AWS::Serverless::Function: SAM templates are not transformed/,
  ],
  ['a section of 2030', { New: {} }, /New is not known/],
  [
    'an attribute of 2030',
    { Resources: { ...Resources, A: { Type: 'AWS::SQS::Queue', New: 1 } } },
    /Resources\.A\.New is not known/,
  ],
  ['a type of 2030', { Resources: { A: { Type: 'AWS::ApiGateway::New' } } }, /A\] AWS::ApiGateway::New: is not known/],
])('%s is refused by name', async (_, template, message) => {
  await expect(serve(template)).rejects.toThrow(message);
});

it('a macro is left out by the id Transform', async () => {
  expect((await serve({ Transform: 'Magic' }, ['Shop/Transform'])).gateway.apis).toHaveLength(1);
});

it('what says how to deploy makes no difference', async () => {
  const Echo = { ...functionResource(''), DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', Metadata: {} };
  const Rules = { Bootstrap: { Assertions: [] } };
  const { gateway } = await serve({ Rules, Metadata: {}, Description: 'a', Resources: { ...Resources, Echo } });
  expect(gateway.notes).toEqual([]);
});

it.each<[string, object, RegExp]>([
  ['a name', { Ref: 'Echo' }, /resource Echo of stack Shop depends on itself/],
  ['a condition', { 'Fn::If': ['Loop', 'a', 'b'] }, /condition Loop of stack Shop depends on itself/],
])('%s that depends on itself is refused', async (_, name, message) => {
  const Conditions = { Loop: { 'Fn::Not': [{ Condition: 'Loop' }] } };
  const template = { Conditions, Resources: { ...Resources, Echo: functionResource('', { FunctionName: name }) } };
  await expect(serve(template)).rejects.toThrow(message);
});
