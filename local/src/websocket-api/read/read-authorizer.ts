import { ResourceReader } from '../../assembly';
import { functionArnIn } from '../../assembly/function-uri';
import { checkProperties } from '../../assembly/property-table';
import { isIdentitySource } from '../authorizers/identity-source';
import { WebSocketAuthorizationModel } from '../model';
import { authorizerProperties } from './property-tables';

/** AWS::ApiGatewayV2::Authorizer of a WebSocket API: REQUEST only (W-5). */
export function readAuthorizer(resource: ResourceReader): WebSocketAuthorizationModel | undefined {
  checkProperties(resource, authorizerProperties);
  const type = resource.string('AuthorizerType');
  if (type !== 'REQUEST') return resource.refuse(`must be REQUEST, got ${JSON.stringify(type)}`, 'AuthorizerType');
  const functionArn = functionArnIn(resource.string('AuthorizerUri') ?? '');
  if (!functionArn) return resource.refuse('is not the URI of a Lambda function', 'AuthorizerUri');
  const identitySources = resource.strings('IdentitySource') ?? [];
  const unknown = identitySources.find((source) => !isIdentitySource(source));
  if (unknown !== undefined) return resource.refuse(`${unknown} is no source of a WebSocket API`, 'IdentitySource');
  return { kind: 'lambda', functionArn, identitySources };
}
