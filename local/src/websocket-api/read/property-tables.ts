import { harmless } from '../../assembly/harmless';
import { CLIENT_CERTIFICATE, DISABLED_ENDPOINT } from '../../assembly/noted';
import { each, members, PropertyTable, refused, served } from '../../assembly/property-table';
import { anySpelling, routeSettingProperties } from '../../assembly/route-setting-properties';

const httpOnly = refused('is for HTTP APIs');

export const apiProperties: PropertyTable = {
  ApiKeySelectionExpression: served,
  BasePath: httpOnly,
  Body: httpOnly,
  BodyS3Location: httpOnly,
  CorsConfiguration: httpOnly,
  CredentialsArn: httpOnly,
  Description: harmless.description,
  DisableExecuteApiEndpoint: DISABLED_ENDPOINT,
  DisableSchemaValidation: harmless.deployment,
  FailOnWarnings: harmless.deployment,
  IpAddressType: harmless.network,
  Name: served,
  ProtocolType: served,
  RouteKey: httpOnly,
  RouteSelectionExpression: served,
  Tags: harmless.labels,
  Target: httpOnly,
  Version: harmless.description,
};

export const stageProperties: PropertyTable = {
  AccessLogSettings: harmless.logs,
  AccessPolicyId: harmless.unused,
  ApiId: served,
  AutoDeploy: served,
  ClientCertificateId: CLIENT_CERTIFICATE,
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
  ApiKeyRequired: served,
  AuthorizationScopes: httpOnly,
  AuthorizationType: served,
  AuthorizerId: served,
  ModelSelectionExpression: served,
  OperationName: harmless.description,
  RequestModels: served,
  RequestParameters: served,
  RouteKey: served,
  RouteResponseSelectionExpression: served,
  Target: served,
};

export const integrationProperties: PropertyTable = {
  ApiId: served,
  ConnectionId: refused('VPC links are not emulated'),
  ConnectionType: served,
  ContentHandlingStrategy: served,
  CredentialsArn: harmless.permissions,
  Description: harmless.description,
  IntegrationMethod: served,
  IntegrationSubtype: httpOnly,
  IntegrationType: served,
  IntegrationUri: served,
  PassthroughBehavior: served,
  PayloadFormatVersion: harmless.unused,
  RequestParameters: served,
  RequestTemplates: served,
  ResponseParameters: httpOnly,
  TemplateSelectionExpression: served,
  TimeoutInMillis: served,
  TlsConfig: httpOnly,
};

export const integrationResponseProperties: PropertyTable = {
  ApiId: served,
  ContentHandlingStrategy: served,
  IntegrationId: served,
  IntegrationResponseKey: served,
  ResponseParameters: refused('parameter mapping of responses is not emulated'),
  ResponseTemplates: served,
  TemplateSelectionExpression: served,
};

export const routeResponseProperties: PropertyTable = {
  ApiId: served,
  ModelSelectionExpression: harmless.unused,
  ResponseModels: harmless.unused,
  ResponseParameters: harmless.unused,
  RouteId: served,
  RouteResponseKey: served,
};

export const modelProperties: PropertyTable = {
  ApiId: served,
  ContentType: harmless.description,
  Description: harmless.description,
  Name: served,
  Schema: served,
};

export const authorizerProperties: PropertyTable = {
  ApiId: served,
  AuthorizerCredentialsArn: harmless.permissions,
  AuthorizerPayloadFormatVersion: httpOnly,
  AuthorizerResultTtlInSeconds: httpOnly,
  AuthorizerType: served,
  AuthorizerUri: served,
  EnableSimpleResponses: httpOnly,
  IdentitySource: served,
  IdentityValidationExpression: harmless.unused,
  JwtConfiguration: httpOnly,
  Name: harmless.description,
};
