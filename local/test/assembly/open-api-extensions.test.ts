import { UnsupportedError } from '../../src';
import { PropertyTable } from '../../src/assembly/property-table';
import { restExtensions } from '../../src/rest-api/read/open-api/extensions';
import { serveTemplate } from '../support/gateway';
import { everyResource } from './every-resource';

/** Extensions of AWS's guide, by the place in a document (C-1 to C-20). */
const GUIDE: Readonly<Record<string, readonly string[]>> = {
  root: [
    'api-key-source',
    'binary-media-types',
    'cors',
    'documentation',
    'endpoint-access-mode',
    'endpoint-configuration',
    'gateway-responses',
    'importexport-version',
    'minimum-compression-size',
    'policy',
    'request-validator',
    'request-validators',
    'security-policy',
  ],
  components: ['integrations'],
  path: ['any-method'],
  operation: ['auth', 'integration', 'request-validator'],
  securityScheme: ['authorizer', 'authtype'],
  elsewhere: ['endpoint-configuration', 'tag-value'],
};

/** Members of `x-amazon-apigateway-integration`, and of its `tlsConfig` (C-1, C-20). */
const INTEGRATION = [
  'cacheKeyParameters cacheNamespace connectionId connectionType contentHandling credentials httpMethod',
  'integrationSubtype integrationTarget passthroughBehavior payloadFormatVersion requestParameters requestTemplates',
  'responseTransferMode responses timeoutInMillis tlsConfig type uri',
].flatMap((line) => line.split(' '));

function tableOf(table: PropertyTable, extension: string): PropertyTable {
  const treatment = table[extension];
  return treatment?.kind === 'members' || treatment?.kind === 'each' ? treatment.table : {};
}

it.each(Object.entries(GUIDE))('every extension of the guide is known, at %s', (place, names) => {
  const known = Object.keys(restExtensions[place as keyof typeof restExtensions]);
  expect(known.sort()).toEqual(names.map((name) => `x-amazon-apigateway-${name}`).sort());
});

it('every member of an integration is known', () => {
  const table = tableOf(restExtensions.operation, 'x-amazon-apigateway-integration');
  expect(Object.keys(table).sort()).toEqual([...INTEGRATION].sort());
  expect(Object.keys(tableOf(table, 'tlsConfig'))).toEqual(['insecureSkipVerification', 'serverNameToVerify']);
});

const HTTP_API = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
const REST_API = { Type: 'AWS::ApiGateway::RestApi', Properties: {} };

interface Documented {
  readonly Type: string;
  readonly Properties: object;
}

async function refusedPlaces(api: Documented, changes: object, operation: object = {}): Promise<unknown[]> {
  const integration = {
    type: 'http_proxy',
    httpMethod: 'GET',
    uri: 'https://example.com',
    payloadFormatVersion: '1.0',
  };
  const get = { responses: {}, 'x-amazon-apigateway-integration': integration, ...operation };
  const Body = { openapi: '3.0.1', info: { title: 'shop' }, paths: { '/a': { get } }, ...changes };
  const { Function: callee } = everyResource.http;
  const resource = { ...api, Properties: { ...api.Properties, Body } };
  try {
    const { close } = await serveTemplate({ Resources: { Api: resource, Function: callee } });
    await close();
    return [];
  } catch (error) {
    return (error as UnsupportedError).unsupported.map(({ property }) => property);
  }
}

const X = { 'x-amazon-apigateway-magic': 1 };

describe.each([
  ['a REST API', REST_API],
  ['an HTTP API', HTTP_API],
])('of %s', (_, api) => {
  it('what is known is served', async () => {
    expect(await refusedPlaces(api, {})).toEqual([]);
  });

  it.each<[string, object, object]>([
    ['x-amazon-apigateway-magic', X, {}],
    ['x-amazon-magic', { 'x-amazon-magic': {} }, {}],
    ['info.x-amazon-apigateway-magic', { info: { title: 'shop', ...X } }, {}],
    ['servers.0.x-amazon-apigateway-magic', { servers: [{ url: '/', ...X }] }, {}],
    ['components.schemas.A.x-amazon-apigateway-magic', { components: { schemas: { A: X } } }, {}],
    ['paths./a.get.x-amazon-apigateway-magic', {}, X],
    ['paths./a.get.parameters.0.x-amazon-apigateway-magic', {}, { parameters: [{ name: 'a', in: 'query', ...X }] }],
    ['paths./a.get.responses.200.x-amazon-apigateway-magic', {}, { responses: { 200: X } }],
    ['paths./a.get.x-amazon-apigateway-auth.magic', {}, { 'x-amazon-apigateway-auth': { type: 'NONE', magic: 1 } }],
  ])('an unknown extension is refused: %s', async (place, changes, operation) => {
    expect(await refusedPlaces(api, changes, operation)).toEqual([`Body.${place}`]);
  });

  it('what looks like one in an example is data', async () => {
    expect(await refusedPlaces(api, { components: { schemas: { A: { type: 'object', example: X } } } })).toEqual([]);
  });
});

it('C-1: backends whose certificates are not verified are refused', async () => {
  const integration = { type: 'http_proxy', httpMethod: 'GET', uri: 'https://example.com' };
  const withTls = (tlsConfig: object): object => ({ 'x-amazon-apigateway-integration': { ...integration, tlsConfig } });
  expect(await refusedPlaces(REST_API, {}, withTls({ insecureSkipVerification: false }))).toEqual([]);
  expect(await refusedPlaces(REST_API, {}, withTls({ insecureSkipVerification: true }))).toEqual([
    'Body.paths./a.get.x-amazon-apigateway-integration.tlsConfig.insecureSkipVerification',
  ]);
});
