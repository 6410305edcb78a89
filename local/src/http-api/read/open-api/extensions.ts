import { harmless } from '../../../assembly/harmless';
import { DISABLED_ENDPOINT } from '../../../assembly/noted';
import { DocumentExtensions } from '../../../assembly/open-api/extensions';
import { members, refused, served } from '../../../assembly/property-table';

const restOnly = refused('is for REST APIs');

/** Of what is served here, the members are translated into CloudFormation's properties, and judged by those. */
export const httpExtensions: DocumentExtensions = {
  root: {
    'x-amazon-apigateway-api-key-source': restOnly,
    'x-amazon-apigateway-binary-media-types': restOnly,
    'x-amazon-apigateway-cors': served,
    'x-amazon-apigateway-documentation': restOnly,
    'x-amazon-apigateway-endpoint-access-mode': restOnly,
    'x-amazon-apigateway-gateway-responses': restOnly,
    'x-amazon-apigateway-importexport-version': harmless.description,
    'x-amazon-apigateway-minimum-compression-size': restOnly,
    'x-amazon-apigateway-policy': restOnly,
    'x-amazon-apigateway-request-validator': restOnly,
    'x-amazon-apigateway-request-validators': restOnly,
    'x-amazon-apigateway-security-policy': restOnly,
  },
  components: { 'x-amazon-apigateway-integrations': served },
  path: { 'x-amazon-apigateway-any-method': served },
  operation: {
    'x-amazon-apigateway-auth': members({ type: served }),
    'x-amazon-apigateway-integration': served,
    'x-amazon-apigateway-request-validator': restOnly,
  },
  securityScheme: { 'x-amazon-apigateway-authorizer': served, 'x-amazon-apigateway-authtype': served },
  elsewhere: {
    'x-amazon-apigateway-endpoint-configuration': members({
      disableExecuteApiEndpoint: DISABLED_ENDPOINT,
      ipAddressType: harmless.network,
      vpcEndpointIds: restOnly,
    }),
    'x-amazon-apigateway-tag-value': harmless.labels,
  },
};
