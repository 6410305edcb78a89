import { noted, PropertyTable, refused, served } from '../../assembly/property-table';
import { harmless } from '../../assembly/harmless';

const customDomain = noted('custom domains are not emulated: call the API on its own port');

/**
 * What becomes of the types of the services that are emulated. Of API Gateway's own, a type that is not here is refused:
 * it may change what an API does.
 */
export const resourceTypes: PropertyTable = {
  'AWS::ApiGateway::Account': harmless.logs,
  'AWS::ApiGateway::ApiKey': served,
  'AWS::ApiGateway::Authorizer': served,
  'AWS::ApiGateway::BasePathMapping': customDomain,
  'AWS::ApiGateway::BasePathMappingV2': customDomain,
  // the stage that has one is noted
  'AWS::ApiGateway::ClientCertificate': harmless.network,
  'AWS::ApiGateway::Deployment': served,
  'AWS::ApiGateway::DocumentationPart': harmless.description,
  'AWS::ApiGateway::DocumentationVersion': harmless.description,
  // what maps an API to a domain is noted
  'AWS::ApiGateway::DomainName': harmless.network,
  'AWS::ApiGateway::DomainNameAccessAssociation': harmless.network,
  'AWS::ApiGateway::DomainNameV2': harmless.network,
  'AWS::ApiGateway::GatewayResponse': served,
  'AWS::ApiGateway::Method': served,
  'AWS::ApiGateway::Model': served,
  'AWS::ApiGateway::RequestValidator': served,
  'AWS::ApiGateway::Resource': served,
  'AWS::ApiGateway::RestApi': served,
  'AWS::ApiGateway::Stage': served,
  'AWS::ApiGateway::UsagePlan': served,
  'AWS::ApiGateway::UsagePlanKey': served,
  // an integration that needs one is refused
  'AWS::ApiGateway::VpcLink': harmless.network,

  'AWS::ApiGatewayV2::Api': served,
  'AWS::ApiGatewayV2::ApiGatewayManagedOverrides': refused('overrides of a quick-create API are not served'),
  'AWS::ApiGatewayV2::ApiMapping': customDomain,
  'AWS::ApiGatewayV2::Authorizer': served,
  'AWS::ApiGatewayV2::Deployment': served,
  'AWS::ApiGatewayV2::DomainName': harmless.network,
  'AWS::ApiGatewayV2::Integration': served,
  'AWS::ApiGatewayV2::IntegrationResponse': served,
  'AWS::ApiGatewayV2::Model': served,
  'AWS::ApiGatewayV2::Route': served,
  'AWS::ApiGatewayV2::RouteResponse': served,
  'AWS::ApiGatewayV2::RoutingRule': customDomain,
  'AWS::ApiGatewayV2::Stage': served,
  'AWS::ApiGatewayV2::VpcLink': harmless.network,

  'AWS::DynamoDB::GlobalTable': served,
  'AWS::DynamoDB::Table': served,

  // what is in one of these two makes no difference, but whom it calls
  'AWS::Events::Rule': served,
  'AWS::Scheduler::Schedule': served,

  // all run the same code
  'AWS::Lambda::Alias': served,
  'AWS::Lambda::CapacityProvider': harmless.capacity,
  'AWS::Lambda::CodeSigningConfig': harmless.permissions,
  'AWS::Lambda::EventInvokeConfig': harmless.noDestinations,
  'AWS::Lambda::EventSourceMapping': served,
  'AWS::Lambda::Function': served,
  // a function that needs one is refused
  'AWS::Lambda::LayerVersion': harmless.storage,
  'AWS::Lambda::LayerVersionPermission': harmless.permissions,
  'AWS::Lambda::Permission': harmless.permissions,
  'AWS::Lambda::Url': noted("function URLs are not served: call the function with Lambda's Invoke"),
  'AWS::Lambda::Version': served,

  'AWS::SQS::Queue': served,
  'AWS::SQS::QueueInlinePolicy': harmless.permissions,
  'AWS::SQS::QueuePolicy': harmless.permissions,

  'AWS::SecretsManager::ResourcePolicy': harmless.permissions,
  'AWS::SecretsManager::RotationSchedule': harmless.deployment,
  'AWS::SecretsManager::Secret': served,
  'AWS::SecretsManager::SecretTargetAttachment': noted('adds nothing to its secret here'),

  'AWS::WAFv2::WebACLAssociation': noted('requests are not filtered here'),
};
