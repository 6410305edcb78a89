import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnResource, Fn } from 'aws-cdk-lib';
import { UnsupportedError } from '../../src';
import { Integrations, RestFixture, RunningRestApi, serveRestApi } from '../support/rest-api';

let api: RunningRestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

type Operation = Record<string, unknown>;
const withOperation = (make: (integrations: Integrations) => Operation, root: object = {}): RestFixture => ({
  body: (integrations) => ({
    paths: { '/a': { get: make(integrations) }, '/b': { get: integrations.calls('Echo') } },
    ...root,
  }),
});
const withIntegration = (integration: object): RestFixture =>
  withOperation(() => ({ responses: {}, 'x-amazon-apigateway-integration': integration }));
const withRoot = (root: object): RestFixture => withOperation(({ calls }) => calls('Echo') as Operation, root);
const withTemplate = (template: string): RestFixture =>
  withIntegration({ type: 'mock', requestTemplates: { 'application/json': template } });
const withPath = (path: string): RestFixture => ({
  body: ({ calls }) => ({ paths: { '/x/{id}': { get: calls('Echo') }, [path]: { get: calls('Echo') } } }),
});

const INTEGRATION = 'Body.paths./a.get.x-amazon-apigateway-integration';
const TEMPLATE = `${INTEGRATION}.requestTemplates.application/json`;

async function refusalOf(fixture: RestFixture): Promise<UnsupportedError> {
  try {
    api = await serveRestApi(fixture);
  } catch (error) {
    return error as UnsupportedError;
  }
  throw new Error('expected a refusal');
}

it.each<[string, RestFixture, string]>([
  [
    'an integration of a service that is not here',
    withIntegration({ type: 'aws', uri: 'arn:aws:apigateway:us-east-1:states:action/StartExecution' }),
    `${INTEGRATION}.uri`,
  ],
  [
    'an integration of Lambda that invokes nothing',
    withIntegration({ type: 'aws', uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions' }),
    `${INTEGRATION}.uri`,
  ],
  ['no URI of a service', withIntegration({ type: 'aws', uri: 'https://sqs.example.com' }), `${INTEGRATION}.uri`],
  [
    'a value that only a deployment knows',
    withIntegration({ type: 'http_proxy', httpMethod: 'GET', uri: Fn.getAtt('Echo11F3FB29', 'Nope').toString() }),
    `${INTEGRATION}.uri`,
  ],
  ['an integration nobody knows', withIntegration({ type: 'magic' }), `${INTEGRATION}.type`],
  ['no integration', withOperation(() => ({ responses: {} })), INTEGRATION],
  [
    'a VPC link',
    withIntegration({ type: 'http_proxy', connectionType: 'VPC_LINK', uri: 'http://x' }),
    `${INTEGRATION}.connectionType`,
  ],
  [
    'response streaming',
    withIntegration({ type: 'http_proxy', responseTransferMode: 'STREAM' }),
    `${INTEGRATION}.responseTransferMode`,
  ],
  ['a member nobody knows', withIntegration({ type: 'mock', newIn2030: 1 }), `${INTEGRATION}.newIn2030`],
  [
    'C-39: a Lambda proxy without a function',
    withIntegration({ type: 'aws_proxy', uri: 'http://x' }),
    `${INTEGRATION}.uri`,
  ],
  ['Q-8: a time-out', withIntegration({ type: 'mock', timeoutInMillis: 10 }), `${INTEGRATION}.timeoutInMillis`],
  [
    'an extension nobody knows',
    withOperation(({ calls }) => ({ ...calls('Echo'), 'x-amazon-apigateway-new': 1 })),
    'Body.paths./a.get.x-amazon-apigateway-new',
  ],
  [
    'an extension of the document that nobody knows',
    withRoot({ 'x-amazon-apigateway-cors': {} }),
    'Body.x-amazon-apigateway-cors',
  ],
  ['OpenAPI 1', { body: () => ({ openapi: undefined, swagger: '1.2', paths: {} }) }, 'Body.openapi'],
  [
    'a scheme that is not there',
    withOperation(({ calls }) => ({ ...calls('Echo'), security: [{ Nope: [] }] })),
    'Body.components.securitySchemes.Nope',
  ],
  [
    'a scheme of another kind',
    withOperation(({ calls }) => ({ ...calls('Echo'), security: [{ Jwt: [] }] }), {
      components: { securitySchemes: { Jwt: { type: 'http', scheme: 'bearer' } } },
    }),
    'Body.components.securitySchemes.Jwt',
  ],
  ['C-30: the scheme of the document', withRoot({ security: [{ Nope: [] }] }), 'Body.components.securitySchemes.Nope'],
  [
    'a validator that is not there',
    withRoot({ 'x-amazon-apigateway-request-validator': 'all' }),
    'Body.x-amazon-apigateway-request-validator',
  ],
  ['C-28: a variable that is no whole segment', withPath('/v{n}'), 'Body.paths./v{n}'],
  ['R-4: something under a greedy variable', withPath('/{a+}/b'), 'Body.paths./{a+}/b'],
  ['R-4: two variables at one level', withPath('/x/{other}/y'), 'Body.paths./x/{other}/y'],
  ['R-116: #evaluate', withTemplate('#evaluate("1")'), TEMPLATE],
  ['R-116: #macro', withTemplate('#macro(x)1#end'), TEMPLATE],
  ['a method that no class has', withTemplate('$input.path("$.a").foo()'), TEMPLATE],
  ['a function that $util lacks', withTemplate('$util.time()'), TEMPLATE],
  ['a JSON path with a filter', withTemplate('$input.json("$.a[?(@.b)]")'), TEMPLATE],
  ['a template that does not parse', withTemplate('#if($a'), TEMPLATE],
])('%s is refused by name', async (_, fixture, property) => {
  const { unsupported, message } = await refusalOf(fixture);
  expect(unsupported).toContainEqual(
    expect.objectContaining({ stack: 'Shop', type: 'AWS::ApiGateway::RestApi', property }),
  );
  expect(message).toContain('--ignore');
});

it('an authorizer that is refused is named once, however many methods use it', async () => {
  const { unsupported } = await refusalOf({
    body: ({ calls }) => ({
      security: [{ Jwt: [] }],
      components: { securitySchemes: { Jwt: { type: 'http' } } },
      paths: { '/a': { get: calls('Echo') }, '/b': { get: calls('Echo') } },
    }),
  });
  expect(unsupported).toHaveLength(1);
});

describe('ignore', () => {
  const fixture = withIntegration({ type: 'aws', uri: 'arn:aws:apigateway:us-east-1:s3:path/x' });

  it('a method that is left out goes on matching, and fails closed', async () => {
    const { unsupported } = await refusalOf(fixture);
    const id = unsupported[0]!.logicalId;
    api = await serveRestApi(fixture, { ignore: [`${id} GET /a`] });
    expect((await api.call('/a')).status).toBe(500);
    expect((await api.call('/b')).status).toBe(200);
  });

  it('a part that is not there is a mistake', async () => {
    const { unsupported } = await refusalOf(fixture);
    const id = unsupported[0]!.logicalId;
    await expect(serveRestApi(fixture, { ignore: [`${id} GET /a`, `${id} GET /c`] })).rejects.toThrow(`${id} GET /c`);
  });

  it('a method that needs an ignored function goes on matching, and fails closed', async () => {
    const calling = { body: ({ calls }: Integrations) => ({ paths: { '/a': { get: calls('Echo') } } }) };
    api = await serveRestApi(calling, { ignore: ['Echo11F3FB29'] });
    expect((await api.call('/a')).status).toBe(500);
  });
});

it('what makes no difference on loopback is a note', async () => {
  api = await serveRestApi({
    ...withRoot({}),
    extend: (stack, spec) => {
      (spec.deploymentStage.node.defaultChild as CfnStage).clientCertificateId = 'abc';
      new CfnResource(stack, 'Waf', { type: 'AWS::WAFv2::WebACLAssociation' });
    },
  });
  expect(api.gateway.notes.map(({ text }) => text)).toEqual([
    'requests are not filtered here',
    'its client certificate is not presented to backends',
  ]);
});

it.each([
  [
    'a server',
    { servers: [{ url: '/', 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } }] },
  ],
  ['the document', { 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } }],
])('C-18: an endpoint that is disabled by %s is served with a note', async (_, root) => {
  api = await serveRestApi(withRoot(root));
  expect(api.gateway.notes.map(({ text }) => text)).toEqual([
    'its execute-api endpoint is disabled at AWS, but served here: custom domains are not emulated',
  ]);
});
