import { sign } from 'aws4';
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { defaultCredentials, UnsupportedError } from '../../src';
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
          '/iam': { get: calls('Echo', { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }) },
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

it.each<[string, object, number[]]>([
  ['NotResource', { Resource: undefined, NotResource: 'execute-api:/*/GET/a' }, [403, 200]],
  ['NotAction of another action', { Action: undefined, NotAction: 'execute-api:InvalidateCache' }, [200, 200]],
  ['NotAction of this one', { Action: undefined, NotAction: 'execute-api:*' }, [403, 403]],
  ['wildcards', { Resource: 'execute-api:/v?/*/a' }, [200, 403]],
  ['a list of resources', { Resource: ['execute-api:/v1/GET/b', 'execute-api:/v2/*'] }, [403, 200]],
  ['another principal', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, [403, 403]],
  ['everybody by AWS', { Principal: { AWS: '*' } }, [200, 200]],
  ['a referrer', { Condition: { StringLike: { 'aws:Referer': 'https://a.example.com/*' } } }, [403, 403]],
])('R-62: an Allow with %s', async (_, more, expected) => {
  await serve([JSON.parse(JSON.stringify(statement('Allow', more)))]);
  expect([await status('/a'), await status('/b')]).toEqual(expected);
});

const signed = async () => {
  const { host } = new URL(api!.url);
  const request = sign({ host, path: '/v1/iam', service: 'execute-api', region: 'us-east-1' }, defaultCredentials);
  return api!.call('/iam', { headers: request.headers as Record<string, string> });
};
const USER = 'arn:aws:iam::000000000000:user/local-development';

it.each<[string, object[], number]>([
  ['an Allow for somebody else', [statement('Allow', { Principal: { AWS: '111122223333' } })], 200],
  ['a Deny for everybody', [statement('Deny')], 403],
  ['a Deny for the user', [statement('Deny', { Principal: { AWS: USER } })], 403],
  ['a Deny for the account', [statement('Deny', { Principal: { AWS: '000000000000' } })], 403],
  ['a Deny for all others', [statement('Deny', { Principal: undefined, NotPrincipal: { AWS: USER } })], 200],
  ['a Deny by condition', [statement('Deny', { Condition: { ArnNotEquals: { 'aws:PrincipalArn': USER } } })], 200],
])(
  'R-62: of the caller’s own account, one Allow of two suffices and any Deny wins: %s',
  async (_, policy, expected) => {
    await serve(JSON.parse(JSON.stringify(policy)));
    expect((await signed()).status).toBe(expected);
  },
);

it('R-30, R-42: who signed is named, and who did not is told so first', async () => {
  await serve([statement('Deny')]);
  expect((await signed()).body).toContain(`{"Message":"User: ${USER} is not authorized to perform: execute-api:Invoke`);
  expect((await api!.call('/iam')).body).toBe('{"message":"Missing Authentication Token"}');
});

it('a policy variable, and a statement without a resource, are refused by name', async () => {
  const path = 'Body.x-amazon-apigateway-policy.Statement';
  await expect(serve([statement('Allow', { Resource: 'execute-api:/${aws:username}/*' })])).rejects.toThrow(
    `${path}.0.Resource: policy variables are not evaluated`,
  );
  await expect(serve([JSON.parse(JSON.stringify(statement('Allow', { Resource: undefined })))])).rejects.toThrow(
    `${path}.0: needs either Resource or NotResource`,
  );
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
