import { ResourceReader } from '../../../assembly';
import { fingerprint } from '../../../assembly/fingerprint';
import { PropertyNode } from '../../../assembly/property-node';
import { Names, placeIn, translated } from './translate';

const NAMES: Names = {
  authorizerCredentials: 'AuthorizerCredentialsArn',
  authorizerPayloadFormatVersion: 'AuthorizerPayloadFormatVersion',
  authorizerResultTtlInSeconds: 'AuthorizerResultTtlInSeconds',
  authorizerUri: 'AuthorizerUri',
  enableSimpleResponses: 'EnableSimpleResponses',
  identitySource: 'IdentitySource',
  identityValidationExpression: 'IdentityValidationExpression',
  jwtConfiguration: 'JwtConfiguration',
  type: 'AuthorizerType',
};
const JWT_NAMES: Names = { audience: 'Audience', issuer: 'Issuer' };
const DISCOVERY = /\/\.well-known\/openid-configuration$/;

/** `x-amazon-apigateway-authorizer` of a security scheme: a JWT authorizer, or a Lambda one. */
export function importAuthorizer(api: ResourceReader, name: string, scheme: PropertyNode): ResourceReader {
  const node = scheme.get('x-amazon-apigateway-authorizer');
  const jwt = node.get('jwtConfiguration');
  const sources = node.get('identitySource');
  const openIdConnectUrl = scheme.get('openIdConnectUrl').text();
  return api.part({
    properties: {
      ...translated(node, NAMES),
      AuthorizerType: node.get('type').text()?.toUpperCase(),
      // one text with commas in the document
      ...(sources.isSet && {
        IdentitySource: sources
          .text()
          ?.split(',')
          .map((source) => source.trim()),
      }),
      ...(jwt.isSet && {
        // a scheme of OpenID Connect may name its issuer by the discovery document
        JwtConfiguration: { Issuer: openIdConnectUrl?.replace(DISCOVERY, ''), ...translated(jwt, JWT_NAMES) },
      }),
    },
    ref: fingerprint(`${api.ref ?? ''} authorizer ${name}`, 6),
    placeOf: placeIn(node, NAMES),
  });
}
