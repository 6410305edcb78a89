import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Every warning of the library. Ids are API: users acknowledge them with
 * `Annotations.of(scope).acknowledgeWarning(id)`. The README lists them all.
 */
export const WARNINGS = {
  publicRoute: 'cdk-apigateway-patterns:SecureHttpApi.publicRoute',
  publicRestRoute: 'cdk-apigateway-patterns:MeteredRestApi.publicRoute',
  resourceQuota: 'cdk-apigateway-patterns:MeteredRestApi.resourceQuota',
  restAuthorizerQuota: 'cdk-apigateway-patterns:MeteredRestApi.authorizerQuota',
  requiredHeader: 'cdk-apigateway-patterns:MeteredRestApi.requiredHeader',
  unlimitedTier: 'cdk-apigateway-patterns:MeteredRestApi.unlimitedTier',
  firewallBelowTier: 'cdk-apigateway-patterns:MeteredRestApi.firewallBelowTier',
  guardedPreflight: 'cdk-apigateway-patterns:SecureHttpApi.guardedPreflight',
  routeQuota: 'cdk-apigateway-patterns:SecureHttpApi.routeQuota',
  authorizerQuota: 'cdk-apigateway-patterns:SecureHttpApi.authorizerQuota',
  publicConnect: 'cdk-apigateway-patterns:RealtimeWebSocketApi.publicConnect',
  anyOrigin: 'cdk-apigateway-patterns:Cors.anyOrigin',
  plainHttpOrigin: 'cdk-apigateway-patterns:Cors.plainHttpOrigin',
  plainHttpBackend: 'cdk-apigateway-patterns:RouteIntegration.plainHttpBackend',
  foreignFunction: 'cdk-apigateway-patterns:RouteIntegration.foreignFunction',
  cognitoClients: 'cdk-apigateway-patterns:Authorization.cognitoClients',
  cachedVerdict: 'cdk-apigateway-patterns:Authorization.cachedVerdict',
  loopbackIssuer: 'cdk-apigateway-patterns:Authorization.loopbackIssuer',
  accessLogDisabled: 'cdk-apigateway-patterns:AccessLog.disabled',
} as const;

export type Warning = keyof typeof WARNINGS;

export function warn(scope: IConstruct, warning: Warning, message: string): void {
  Annotations.of(scope).addWarningV2(WARNINGS[warning], message);
}
