import { harmless, PropertyTable, refused, served } from '../../assembly/property-table';

export const restApiProperties: PropertyTable = {
  ApiKeySourceType: served,
  BinaryMediaTypes: served,
  Body: served,
  BodyS3Location: refused('a body in S3 is not read; put it into the template, such as with ApiDefinition.fromInline'),
  CloneFrom: refused('an API is not cloned locally'),
  Description: harmless,
  DisableExecuteApiEndpoint: served,
  EndpointAccessMode: harmless,
  EndpointConfiguration: served,
  FailOnWarnings: harmless,
  MinimumCompressionSize: served,
  Mode: harmless,
  Name: served,
  Parameters: served,
  Policy: served,
  SecurityPolicy: harmless,
  Tags: harmless,
};

export const stageProperties: PropertyTable = {
  AccessLogSetting: harmless,
  CacheClusterEnabled: served,
  CacheClusterSize: harmless,
  CanarySetting: served,
  ClientCertificateId: served,
  DeploymentId: served,
  Description: harmless,
  DocumentationVersion: harmless,
  MethodSettings: served,
  RestApiId: served,
  StageName: served,
  Tags: harmless,
  TracingEnabled: harmless,
  Variables: served,
};

export const deploymentProperties: PropertyTable = {
  DeploymentCanarySettings: served,
  Description: harmless,
  RestApiId: served,
  StageDescription: refused('write the stage as an AWS::ApiGateway::Stage'),
  StageName: served,
};

export const resourceProperties: PropertyTable = { ParentId: served, PathPart: served, RestApiId: served };

export const methodProperties: PropertyTable = {
  ApiKeyRequired: served,
  AuthorizationScopes: served,
  AuthorizationType: served,
  AuthorizerId: served,
  HttpMethod: served,
  Integration: served,
  MethodResponses: served,
  OperationName: served,
  RequestModels: served,
  RequestParameters: served,
  RequestValidatorId: served,
  ResourceId: served,
  RestApiId: served,
};

export const authorizerProperties: PropertyTable = {
  // for exports of the API only
  AuthType: harmless,
  AuthorizerCredentials: harmless,
  AuthorizerResultTtlInSeconds: served,
  AuthorizerUri: served,
  IdentitySource: served,
  IdentityValidationExpression: served,
  Name: served,
  ProviderARNs: served,
  RestApiId: served,
  Type: served,
};

export const requestValidatorProperties: PropertyTable = {
  Name: harmless,
  RestApiId: served,
  ValidateRequestBody: served,
  ValidateRequestParameters: served,
};

export const modelProperties: PropertyTable = {
  // a method says which type a model is for
  ContentType: harmless,
  Description: harmless,
  Name: served,
  RestApiId: served,
  Schema: served,
};

export const gatewayResponseProperties: PropertyTable = {
  ResponseParameters: served,
  ResponseTemplates: served,
  ResponseType: served,
  RestApiId: served,
  StatusCode: served,
};
