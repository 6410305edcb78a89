import { harmless } from '../../../assembly/harmless';
import { DISABLED_ENDPOINT } from '../../../assembly/noted';
import { DocumentExtensions } from '../../../assembly/open-api/extensions';
import { each, members, PropertyTable, refused, served } from '../../../assembly/property-table';

const httpOnly = refused('is for HTTP APIs');

/** C-8 */
const authorizerMembers: PropertyTable = {
  authorizerCredentials: harmless.permissions,
  authorizerPayloadFormatVersion: httpOnly,
  authorizerResultTtlInSeconds: served,
  authorizerUri: served,
  enableSimpleResponses: httpOnly,
  identitySource: served,
  identityValidationExpression: served,
  jwtConfiguration: httpOnly,
  providerARNs: served,
  type: served,
};

/** C-1 */
const integrationMembers: PropertyTable = {
  cacheKeyParameters: served,
  cacheNamespace: served,
  connectionId: harmless.vpcLink,
  connectionType: served,
  contentHandling: served,
  credentials: harmless.permissions,
  httpMethod: served,
  integrationSubtype: httpOnly,
  integrationTarget: harmless.vpcLink,
  passthroughBehavior: served,
  // of HTTP APIs; an import takes it and does nothing with it
  payloadFormatVersion: harmless.unused,
  requestParameters: served,
  requestTemplates: served,
  responseTransferMode: served,
  responses: each({
    contentHandling: served,
    responseParameters: served,
    responseTemplates: served,
    statusCode: served,
  }),
  timeoutInMillis: served,
  tlsConfig: members({
    insecureSkipVerification: refused('certificates of backends are verified by Node.js', false),
    serverNameToVerify: httpOnly,
  }),
  type: served,
  uri: served,
};

/** C-18: a document of OpenAPI 3 has it at a server, one of OpenAPI 2 at its root. */
const endpointConfiguration = members({
  disableExecuteApiEndpoint: DISABLED_ENDPOINT,
  ipAddressType: harmless.network,
  vpcEndpointIds: harmless.network,
});

/** C-7, C-8, C-14 to C-20. */
export const restExtensions: DocumentExtensions = {
  root: {
    'x-amazon-apigateway-api-key-source': served,
    'x-amazon-apigateway-binary-media-types': served,
    'x-amazon-apigateway-cors': httpOnly,
    'x-amazon-apigateway-documentation': harmless.description,
    'x-amazon-apigateway-endpoint-access-mode': harmless.network,
    'x-amazon-apigateway-endpoint-configuration': endpointConfiguration,
    'x-amazon-apigateway-gateway-responses': each({
      responseParameters: served,
      responseTemplates: served,
      statusCode: served,
    }),
    'x-amazon-apigateway-importexport-version': httpOnly,
    'x-amazon-apigateway-minimum-compression-size': served,
    'x-amazon-apigateway-policy': served,
    'x-amazon-apigateway-request-validator': served,
    'x-amazon-apigateway-request-validators': each({
      validateRequestBody: served,
      validateRequestParameters: served,
    }),
    'x-amazon-apigateway-security-policy': harmless.network,
  },
  components: { 'x-amazon-apigateway-integrations': httpOnly },
  path: { 'x-amazon-apigateway-any-method': served },
  operation: {
    'x-amazon-apigateway-auth': members({ type: served }),
    'x-amazon-apigateway-integration': members(integrationMembers),
    'x-amazon-apigateway-request-validator': served,
  },
  securityScheme: {
    'x-amazon-apigateway-authorizer': members(authorizerMembers),
    'x-amazon-apigateway-authtype': served,
  },
  elsewhere: {
    'x-amazon-apigateway-endpoint-configuration': endpointConfiguration,
    'x-amazon-apigateway-tag-value': harmless.labels,
  },
};
