import { harmless } from '../../assembly/harmless';
import { CLIENT_CERTIFICATE, DISABLED_ENDPOINT } from '../../assembly/noted';
import { each, members, noted, PropertyTable, refused, served } from '../../assembly/property-table';

export const restApiProperties: PropertyTable = {
  ApiKeySourceType: served,
  BinaryMediaTypes: served,
  Body: served,
  BodyS3Location: refused('a body in S3 is not read; put it into the template, such as with ApiDefinition.fromInline'),
  CloneFrom: refused('an API is not cloned locally'),
  Description: harmless.description,
  DisableExecuteApiEndpoint: DISABLED_ENDPOINT,
  EndpointAccessMode: harmless.network,
  EndpointConfiguration: members({
    IpAddressType: harmless.network,
    Types: served,
    VpcEndpointIds: harmless.network,
  }),
  FailOnWarnings: harmless.deployment,
  MinimumCompressionSize: served,
  Mode: harmless.deployment,
  Name: served,
  Parameters: members({
    basepath: served,
    endpointConfigurationTypes: harmless.network,
    ignore: harmless.description,
  }),
  Policy: served,
  SecurityPolicy: harmless.network,
  Tags: harmless.labels,
};

const canaryProperties: PropertyTable = {
  PercentTraffic: served,
  StageVariableOverrides: served,
  UseStageCache: served,
};

const notOfCloudFormation = noted(
  'CloudFormation can not set who may renew cached answers: at AWS set it by another way',
);

const methodSettingProperties: PropertyTable = {
  CacheDataEncrypted: harmless.encryption,
  CacheTtlInSeconds: served,
  CachingEnabled: served,
  DataTraceEnabled: harmless.logs,
  HttpMethod: served,
  LoggingLevel: harmless.logs,
  MetricsEnabled: harmless.logs,
  // the service's own API has both
  RequireAuthorizationForCacheControl: notOfCloudFormation,
  ResourcePath: served,
  ThrottlingBurstLimit: served,
  ThrottlingRateLimit: served,
  UnauthorizedCacheControlHeaderStrategy: notOfCloudFormation,
};

export const stageProperties: PropertyTable = {
  AccessLogSetting: harmless.logs,
  CacheClusterEnabled: served,
  CacheClusterSize: harmless.capacity,
  CanarySetting: members({ ...canaryProperties, DeploymentId: served }),
  ClientCertificateId: CLIENT_CERTIFICATE,
  DeploymentId: served,
  Description: harmless.description,
  DocumentationVersion: harmless.description,
  MethodSettings: each(methodSettingProperties),
  RestApiId: served,
  StageName: served,
  Tags: harmless.labels,
  TracingEnabled: harmless.logs,
  Variables: served,
};

export const deploymentProperties: PropertyTable = {
  DeploymentCanarySettings: members(canaryProperties),
  Description: harmless.description,
  RestApiId: served,
  StageDescription: refused('write the stage as an AWS::ApiGateway::Stage'),
  StageName: served,
};

export const resourceProperties: PropertyTable = { ParentId: served, PathPart: served, RestApiId: served };

const integrationProperties: PropertyTable = {
  CacheKeyParameters: served,
  CacheNamespace: served,
  ConnectionId: harmless.vpcLink,
  ConnectionType: served,
  ContentHandling: served,
  Credentials: harmless.permissions,
  IntegrationHttpMethod: served,
  IntegrationResponses: each({
    ContentHandling: served,
    ResponseParameters: served,
    ResponseTemplates: served,
    SelectionPattern: served,
    StatusCode: served,
  }),
  IntegrationTarget: harmless.vpcLink,
  PassthroughBehavior: served,
  RequestParameters: served,
  RequestTemplates: served,
  ResponseTransferMode: served,
  TimeoutInMillis: served,
  Type: served,
  Uri: served,
};

export const methodProperties: PropertyTable = {
  ApiKeyRequired: served,
  AuthorizationScopes: served,
  AuthorizationType: served,
  AuthorizerId: served,
  HttpMethod: served,
  Integration: members(integrationProperties),
  MethodResponses: each({
    // answers are not validated
    ResponseModels: harmless.unused,
    ResponseParameters: served,
    StatusCode: served,
  }),
  OperationName: served,
  RequestModels: served,
  RequestParameters: served,
  RequestValidatorId: served,
  ResourceId: served,
  RestApiId: served,
};

export const authorizerProperties: PropertyTable = {
  // for exports of the API only
  AuthType: harmless.description,
  AuthorizerCredentials: harmless.permissions,
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
  Name: harmless.description,
  RestApiId: served,
  ValidateRequestBody: served,
  ValidateRequestParameters: served,
};

export const modelProperties: PropertyTable = {
  // a method says which type a model is for
  ContentType: harmless.description,
  Description: harmless.description,
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
