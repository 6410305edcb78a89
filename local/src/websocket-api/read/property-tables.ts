import { harmless, PropertyTable, refused, served } from '../../assembly/property-table';

const httpOnly = refused('is for HTTP APIs');

export const apiProperties: PropertyTable = {
  ApiKeySelectionExpression: served,
  BasePath: httpOnly,
  Body: httpOnly,
  BodyS3Location: httpOnly,
  CorsConfiguration: httpOnly,
  CredentialsArn: httpOnly,
  Description: harmless,
  DisableExecuteApiEndpoint: served,
  DisableSchemaValidation: harmless,
  FailOnWarnings: harmless,
  IpAddressType: harmless,
  Name: served,
  ProtocolType: served,
  RouteKey: httpOnly,
  RouteSelectionExpression: served,
  Tags: harmless,
  Target: httpOnly,
  Version: harmless,
};

export const stageProperties: PropertyTable = {
  AccessLogSettings: harmless,
  AccessPolicyId: harmless,
  ApiId: served,
  AutoDeploy: served,
  ClientCertificateId: harmless,
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
  ApiKeyRequired: served,
  AuthorizationScopes: httpOnly,
  AuthorizationType: served,
  AuthorizerId: served,
  ModelSelectionExpression: served,
  OperationName: harmless,
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
  CredentialsArn: harmless,
  Description: harmless,
  IntegrationMethod: served,
  IntegrationSubtype: httpOnly,
  IntegrationType: served,
  IntegrationUri: served,
  PassthroughBehavior: served,
  PayloadFormatVersion: harmless,
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
  ResponseParameters: refused('parameter mapping of WebSocket APIs is not emulated'),
  ResponseTemplates: served,
  TemplateSelectionExpression: served,
};

export const routeResponseProperties: PropertyTable = {
  ApiId: served,
  ModelSelectionExpression: harmless,
  ResponseModels: harmless,
  ResponseParameters: harmless,
  RouteId: served,
  RouteResponseKey: served,
};

export const modelProperties: PropertyTable = {
  ApiId: served,
  ContentType: harmless,
  Description: harmless,
  Name: served,
  Schema: served,
};

export const authorizerProperties: PropertyTable = {
  ApiId: served,
  AuthorizerCredentialsArn: harmless,
  AuthorizerPayloadFormatVersion: httpOnly,
  AuthorizerResultTtlInSeconds: httpOnly,
  AuthorizerType: served,
  AuthorizerUri: served,
  EnableSimpleResponses: httpOnly,
  IdentitySource: served,
  // the service does not use it
  IdentityValidationExpression: harmless,
  JwtConfiguration: httpOnly,
  Name: harmless,
};
