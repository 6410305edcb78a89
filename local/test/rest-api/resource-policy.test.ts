import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { UnsupportedError } from '../../src';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const AUTHORIZER = `exports.handler = async ({ authorizationToken, methodArn }) => ({
  principalId: 'ada',
  policyDocument: {
    Statement: [{ Effect: authorizationToken, Action: '*', Resource: authorizationToken === 'Deny' ? '*' : methodArn + '/not' },
      ...(authorizationToken === 'Allow' ? [{ Effect: 'Allow', Action: '*', Resource: '*' }] : [])].filter(({ Effect }) => ['Allow', 'Deny'].includes(Effect)),
  },
});`;

let api: RunningRestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

const statement = (Effect: string, more = {}) => ({
  Effect,
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
  ...more,
});

async function serve(statements: object[], options: { inResource?: boolean; ignore?: string[] } = {}) {
  const policy = { Version: '2012-10-17', Statement: statements };
  api = await serveRestApi(
    {
      functions: { Authorizer: AUTHORIZER },
      body: ({ calls, uri }) => ({
        ...(!options.inResource && { 'x-amazon-apigateway-policy': policy }),
        components: {
          securitySchemes: {
            Token: {
              type: 'apiKey',
              in: 'header',
              name: 'Authorization',
              'x-amazon-apigateway-authtype': 'custom',
              'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: uri('Authorizer') },
            },
          },
        },
        paths: {
          '/a': { get: calls('Echo') },
          '/b': { get: calls('Echo') },
          '/token': { get: calls('Echo', { security: [{ Token: [] }] }) },
        },
      }),
      extend: (_, spec) => {
        if (options.inResource) (spec.node.defaultChild as CfnRestApi).policy = policy;
      },
    },
    { ignore: options.ignore },
  );
  return api;
}

const status = async (path: string, authorization?: string) =>
  (await api!.call(path, { headers: authorization ? { authorization } : {} })).status;

it('R-62: without an explicit Allow nobody gets in', async () => {
  await serve([statement('Allow', { Resource: 'execute-api:/v1/GET/a' })]);
  expect([await status('/a'), await status('/b')]).toEqual([200, 403]);
});

it('R-30: the message names the caller and the method', async () => {
  const { body, headers } = await (
    await serve([statement('Allow'), statement('Deny', { Resource: 'execute-api:/*/GET/b' })])
  ).call('/b');
  expect(JSON.parse(body).Message).toMatch(
    /^User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:\*{8}0000:\w+\/v1\/GET\/b with an explicit deny$/,
  );
  expect(headers['x-amzn-errortype']).toBe('AccessDeniedException');
});

it.each([
  ['IpAddress', '127.0.0.0/8', 200],
  ['IpAddress', ['10.0.0.0/8', '192.168.1.1'], 403],
  ['NotIpAddress', '10.0.0.0/8', 200],
  ['NotIpAddress', ['127.0.0.1'], 403],
])('R-62: %s %s', async (operator, ranges, expected) => {
  await serve([statement('Allow', { Condition: { [operator]: { 'aws:SourceIp': ranges } } })], { inResource: true });
  expect(await status('/a')).toBe(expected);
});

it.each([
  ['Deny', 'Allow', 403],
  ['Allow', 'Allow', 200],
  ['Allow', 'none', 200],
  ['Allow', 'Deny', 403],
  ['nothing', 'Allow', 200],
  ['nothing', 'none', 403],
])('R-62: the policy says %s, the Lambda authorizer %s', async (policy, authorizer, expected) => {
  const effect = policy === 'nothing' ? statement('Allow', { Resource: 'execute-api:/other' }) : statement(policy);
  await serve([effect]);
  expect(await status('/token', authorizer)).toBe(expected);
});

it('a condition that is not evaluated is refused by name, and may be ignored with the policy', async () => {
  const statements = [statement('Allow', { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } })];
  const error = await serve(statements).then(
    () => undefined,
    (reason: UnsupportedError) => reason,
  );
  expect(error?.unsupported).toEqual([
    expect.objectContaining({ property: 'Body.x-amazon-apigateway-policy.Statement.0.Condition.StringEquals' }),
  ]);
  await serve(statements, { ignore: [`${error?.unsupported[0]?.logicalId} Policy`] });
  expect(await status('/a')).toBe(200);
});
