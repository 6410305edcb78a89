import { harmless } from '../../assembly/harmless';
import { DISABLED_ENDPOINT } from '../../assembly/noted';
import { each, members, PropertyTable, refused, served } from '../../assembly/property-table';
import { anySpelling, routeSettingProperties } from '../../assembly/route-setting-properties';

const webSocketOnly = refused('is for WebSocket APIs');

export const apiProperties: PropertyTable = {
  ApiKeySelectionExpression: webSocketOnly,
  BasePath: served,
  Body: served,
  BodyS3Location: refused('a document in S3 is not read; write it in Body'),
  CorsConfiguration: members({
    AllowCredentials: served,
    AllowHeaders: served,
    AllowMethods: served,
    AllowOrigins: served,
    ExposeHeaders: served,
    MaxAge: served,
  }),
  CredentialsArn: harmless.permissions,
  Description: harmless.description,
  DisableExecuteApiEndpoint: DISABLED_ENDPOINT,
  DisableSchemaValidation: webSocketOnly,
  FailOnWarnings: harmless.deployment,
  IpAddressType: harmless.network,
  Name: served,
  ProtocolType: served,
  RouteKey: served,
  RouteSelectionExpression: harmless.unused,
  Tags: harmless.labels,
  Target: served,
  Version: harmless.description,
};

export const stageProperties: PropertyTable = {
  AccessLogSettings: harmless.logs,
  AccessPolicyId: harmless.unused,
  ApiId: served,
  AutoDeploy: served,
  ClientCertificateId: webSocketOnly,
  DefaultRouteSettings: members(routeSettingProperties),
  DeploymentId: served,
  Description: harmless.description,
  RouteSettings: each(anySpelling(routeSettingProperties)),
  StageName: served,
  StageVariables: served,
  Tags: harmless.labels,
};

export const routeProperties: PropertyTable = {
  ApiId: served,
  ApiKeyRequired: webSocketOnly,
  AuthorizationScopes: served,
  AuthorizationType: served,
  AuthorizerId: served,
  ModelSelectionExpression: webSocketOnly,
  OperationName: harmless.description,
  RequestModels: webSocketOnly,
  RequestParameters: webSocketOnly,
  RouteKey: served,
  RouteResponseSelectionExpression: webSocketOnly,
  Target: served,
};

export const integrationProperties: PropertyTable = {
  ApiId: served,
  ConnectionId: refused('VPC links are not emulated'),
  ConnectionType: served,
  ContentHandlingStrategy: webSocketOnly,
  CredentialsArn: harmless.permissions,
  Description: harmless.description,
  IntegrationMethod: served,
  IntegrationSubtype: served,
  IntegrationType: served,
  IntegrationUri: served,
  PassthroughBehavior: harmless.unused,
  PayloadFormatVersion: served,
  RequestParameters: served,
  RequestTemplates: webSocketOnly,
  ResponseParameters: each({ ResponseParameters: each({ Destination: served, Source: served }) }),
  TemplateSelectionExpression: webSocketOnly,
  TimeoutInMillis: served,
  TlsConfig: refused('TLS settings of private integrations are not emulated'),
};

export const authorizerProperties: PropertyTable = {
  ApiId: served,
  AuthorizerCredentialsArn: harmless.permissions,
  AuthorizerPayloadFormatVersion: served,
  AuthorizerResultTtlInSeconds: served,
  AuthorizerType: served,
  AuthorizerUri: served,
  EnableSimpleResponses: served,
  IdentitySource: served,
  IdentityValidationExpression: webSocketOnly,
  JwtConfiguration: members({ Audience: served, Issuer: served }),
  Name: harmless.description,
};
