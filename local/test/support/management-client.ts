import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { defaultCredentials } from '../../src';

/** A client of the `@connections` of a stage, by the URL that clients of the API connect to. */
export function managementClient(url: string, config: object = {}): ApiGatewayManagementApiClient {
  return new ApiGatewayManagementApiClient({
    endpoint: url.replace('ws:', 'http:'),
    region: 'us-east-1',
    credentials: defaultCredentials,
    maxAttempts: 1,
    ...config,
  });
}
