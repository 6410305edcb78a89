import { harmless, PropertyTable, refused, served } from '../../assembly/property-table';

const webSocketOnly = refused('is for WebSocket APIs');

export const apiProperties: PropertyTable = {
  ApiKeySelectionExpression: webSocketOnly,
  BasePath: served,
  Body: served,
  BodyS3Location: refused('a document in S3 is not read; write it in Body'),
  CorsConfiguration: served,
  CredentialsArn: harmless,
  Description: harmless,
  DisableExecuteApiEndpoint: served,
  DisableSchemaValidation: webSocketOnly,
  FailOnWarnings: harmless,
  IpAddressType: harmless,
  Name: served,
  ProtocolType: served,
  RouteKey: served,
  RouteSelectionExpression: harmless,
  Tags: harmless,
  Target: served,
  Version: harmless,
};

export const stageProperties: PropertyTable = {
  AccessLogSettings: harmless,
  AccessPolicyId: harmless,
  ApiId: served,
  AutoDeploy: served,
  ClientCertificateId: webSocketOnly,
  DefaultRouteSettings: served,
  DeploymentId: served,
  Description: harmless,
  RouteSettings: served,
  StageName: served,
  StageVariables: served,
  Tags: harmless,
};

export const routeProperties: PropertyTable = {
  ApiId: served,
  ApiKeyRequired: webSocketOnly,
  AuthorizationScopes: served,
  AuthorizationType: served,
  AuthorizerId: served,
  ModelSelectionExpression: webSocketOnly,
  OperationName: harmless,
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
  CredentialsArn: harmless,
  Description: harmless,
  IntegrationMethod: served,
  IntegrationSubtype: served,
  IntegrationType: served,
  IntegrationUri: served,
  PassthroughBehavior: harmless,
  PayloadFormatVersion: served,
  RequestParameters: served,
  RequestTemplates: webSocketOnly,
  ResponseParameters: served,
  TemplateSelectionExpression: webSocketOnly,
  TimeoutInMillis: served,
  TlsConfig: refused('TLS settings of private integrations are not emulated'),
};

export const authorizerProperties: PropertyTable = {
  ApiId: served,
  AuthorizerCredentialsArn: harmless,
  AuthorizerPayloadFormatVersion: served,
  AuthorizerResultTtlInSeconds: served,
  AuthorizerType: served,
  AuthorizerUri: served,
  EnableSimpleResponses: served,
  IdentitySource: served,
  IdentityValidationExpression: webSocketOnly,
  JwtConfiguration: served,
  Name: harmless,
};
