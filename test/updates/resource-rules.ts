import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

const specification = loadAwsServiceSpecSync();
const known = new Map<string, string[]>();

/** Properties of a type that CloudFormation can't change: it makes another resource, and deletes the old one later. */
export function replacingProperties(type: string): string[] {
  const found = known.get(type) ?? lookUp(type);
  known.set(type, found);
  return found;
}

function lookUp(type: string): string[] {
  // one whose function answers with another id is another resource, but a new function alone makes none
  if (type.startsWith('Custom::')) return ['ServiceToken'];
  const [resource] = specification.lookup('resource', 'cloudFormationType', 'equals', type);
  if (!resource) throw new Error(`CloudFormation's specification has no ${type}`);
  const properties = Object.entries(resource.properties);
  return properties.filter(([, { causesReplacement }]) => causesReplacement === 'yes').map(([name]) => name);
}

/**
 * What may be there once only, by type: properties that make up a key. The new one is made before the old one goes, so
 * that two with the same key fail a deployment, whatever their logical ids are. Names that CloudFormation makes up are
 * not in a template, and never the same.
 */
export const UNIQUE: Record<string, string[]> = {
  'AWS::ApiGateway::ApiKey': ['Name'],
  // a key is in one plan of a stage at most, and the API has one stage
  'AWS::ApiGateway::UsagePlanKey': ['KeyId'],
  'AWS::ApiGateway::Stage': ['RestApiId', 'StageName'],
  'AWS::ApiGatewayV2::ApiMapping': ['DomainName', 'ApiMappingKey'],
  'AWS::ApiGatewayV2::Authorizer': ['ApiId', 'Name'],
  'AWS::ApiGatewayV2::DomainName': ['DomainName'],
  'AWS::ApiGatewayV2::IntegrationResponse': ['IntegrationId', 'IntegrationResponseKey'],
  'AWS::ApiGatewayV2::Model': ['ApiId', 'Name'],
  'AWS::ApiGatewayV2::Route': ['ApiId', 'RouteKey'],
  'AWS::ApiGatewayV2::RouteResponse': ['RouteId', 'RouteResponseKey'],
  'AWS::ApiGatewayV2::Stage': ['ApiId', 'StageName'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::DynamoDB::Table': ['TableName'],
  'AWS::Events::Rule': ['Name'],
  'AWS::IAM::Role': ['RoleName'],
  'AWS::Lambda::Alias': ['FunctionName', 'Name'],
  'AWS::Lambda::EventSourceMapping': ['EventSourceArn', 'FunctionName'],
  'AWS::Lambda::Function': ['FunctionName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Route53::RecordSet': ['HostedZoneId', 'Name', 'Type'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::SQS::Queue': ['QueueName'],
  'AWS::WAFv2::WebACLAssociation': ['ResourceArn'],
  'AWS::WAFv2::WebACL': ['Name'],
};

/**
 * The new one takes the place of the old one, and goes when the old one is deleted: the service knows both by the same
 * name. Fine where the template says that the old one is not deleted.
 */
export const TAKES_OVER = ['AWS::WAFv2::WebACLAssociation'];
