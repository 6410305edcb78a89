import type { IdentityContext, ResourceIdentity } from './resource-identity';

type Identifier = (resource: IdentityContext) => ResourceIdentity;

/** `Ref` is the name, `Arn` the attribute: most services. */
function named(property: string, service: string, path: (name: string) => string): Identifier {
  return (resource) => {
    const name = resource.name(property);
    return { ref: name, attributes: { Arn: resource.arn(service, path(name)) } };
  };
}

/** `Ref` is an id that the service makes up. */
function numbered(length: number, attribute?: string): Identifier {
  return (resource) => {
    const id = resource.id(length);
    return { ref: id, attributes: attribute ? { [attribute]: id } : {} };
  };
}

const table: Identifier = (resource) => {
  const name = resource.name('TableName');
  const arn = resource.arn('dynamodb', `table/${name}`);
  return {
    ref: name,
    attributes: { Arn: arn, StreamArn: `${arn}/stream/1970-01-01T00:00:00.000`, TableId: resource.id(12) },
  };
};

const queue: Identifier = (resource) => {
  const given = resource.name('QueueName');
  const isFifo = String(resource.property('FifoQueue')) === 'true';
  const name = isFifo && resource.property('QueueName') === undefined ? `${given}.fifo` : given;
  const url = `https://sqs.${resource.region}.amazonaws.com/${resource.accountId}/${name}`;
  return { ref: url, attributes: { Arn: resource.arn('sqs', name), QueueName: name, QueueUrl: url } };
};

const topic: Identifier = (resource) => {
  const name = resource.name('TopicName');
  const arn = resource.arn('sns', name);
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
};

const bucket: Identifier = (resource) => {
  const name = resource.name('BucketName').toLowerCase();
  return {
    ref: name,
    attributes: {
      Arn: `arn:${resource.partition}:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${resource.region}.amazonaws.com`,
    },
  };
};

const role: Identifier = (resource) => {
  const name = resource.name('RoleName');
  return {
    ref: name,
    attributes: { Arn: `arn:${resource.partition}:iam::${resource.accountId}:role/${name}`, RoleId: resource.id(20) },
  };
};

const secret: Identifier = (resource) => {
  const arn = resource.arn('secretsmanager', `secret:${resource.name('Name')}-${resource.id(6)}`);
  return { ref: arn, attributes: { Id: arn } };
};

const ssmParameter: Identifier = (resource) => {
  const value = resource.property('Value');
  return { ref: resource.name('Name'), attributes: { Value: value === undefined ? undefined : String(value) } };
};

const userPool: Identifier = (resource) => {
  const id = `${resource.region}_${resource.id(9)}`;
  const provider = `cognito-idp.${resource.region}.amazonaws.com/${id}`;
  return {
    ref: id,
    attributes: {
      UserPoolId: id,
      Arn: resource.arn('cognito-idp', `userpool/${id}`),
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
    },
  };
};

const logGroup: Identifier = (resource) => {
  const name = resource.name('LogGroupName');
  return { ref: name, attributes: { Arn: resource.arn('logs', `log-group:${name}:*`) } };
};

const stateMachine: Identifier = (resource) => {
  const name = resource.name('StateMachineName');
  const arn = resource.arn('states', `stateMachine:${name}`);
  return { ref: arn, attributes: { Arn: arn, Name: name } };
};

const eventBus: Identifier = (resource) => {
  const name = resource.name('Name');
  return { ref: name, attributes: { Arn: resource.arn('events', `event-bus/${name}`), Name: name } };
};

const key: Identifier = (resource) => {
  const id = resource.id(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { ref: id, attributes: { Arn: resource.arn('kms', `key/${id}`), KeyId: id } };
};

/** Versions and aliases run the function's code as it is: there is one version here. */
const functionVersion: Identifier = (resource) => {
  const arn = `${functionArn(resource)}:1`;
  return { ref: arn, attributes: { FunctionArn: arn, Version: '1' } };
};

const functionAlias: Identifier = (resource) => {
  const arn = `${functionArn(resource)}:${String(resource.property('Name'))}`;
  return { ref: arn, attributes: { AliasArn: arn } };
};

function functionArn(resource: IdentityContext): string {
  const nameOrArn = String(resource.property('FunctionName'));
  return nameOrArn.startsWith('arn:') ? nameOrArn : resource.arn('lambda', `function:${nameOrArn}`);
}

const apiV2: Identifier = (resource) => {
  const id = resource.id(10);
  const scheme = resource.property('ProtocolType') === 'WEBSOCKET' ? 'wss' : 'https';
  const endpoint = `${scheme}://${id}.execute-api.${resource.region}.amazonaws.com`;
  return { ref: id, attributes: { ApiId: id, ApiEndpoint: endpoint } };
};

const restApi: Identifier = (resource) => {
  const id = resource.id(10);
  return { ref: id, attributes: { RestApiId: id, RootResourceId: `${id.slice(0, 9)}0` } };
};

export const identifiers: Readonly<Record<string, Identifier | undefined>> = {
  'AWS::ApiGateway::ApiKey': numbered(10, 'APIKeyId'),
  'AWS::ApiGateway::Authorizer': numbered(6, 'AuthorizerId'),
  'AWS::ApiGateway::Deployment': numbered(6, 'DeploymentId'),
  'AWS::ApiGateway::RequestValidator': numbered(6, 'RequestValidatorId'),
  'AWS::ApiGateway::Resource': numbered(6, 'ResourceId'),
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGateway::Stage': (resource) => ({ ref: resource.name('StageName'), attributes: {} }),
  'AWS::ApiGateway::UsagePlan': numbered(6, 'Id'),
  'AWS::ApiGatewayV2::Api': apiV2,
  'AWS::ApiGatewayV2::Authorizer': numbered(6, 'AuthorizerId'),
  'AWS::ApiGatewayV2::Deployment': numbered(6, 'DeploymentId'),
  'AWS::ApiGatewayV2::Integration': numbered(7, 'IntegrationId'),
  'AWS::ApiGatewayV2::Model': numbered(6, 'ModelId'),
  'AWS::ApiGatewayV2::Route': numbered(7, 'RouteId'),
  'AWS::ApiGatewayV2::Stage': (resource) => ({ ref: resource.name('StageName'), attributes: {} }),
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': numbered(26, 'ClientId'),
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::EventBus': eventBus,
  'AWS::IAM::Role': role,
  'AWS::KMS::Key': key,
  'AWS::Kinesis::Stream': named('Name', 'kinesis', (name) => `stream/${name}`),
  'AWS::Lambda::Alias': functionAlias,
  'AWS::Lambda::Function': named('FunctionName', 'lambda', (name) => `function:${name}`),
  'AWS::Lambda::Version': functionVersion,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::S3::Bucket': bucket,
  'AWS::SNS::Topic': topic,
  'AWS::SQS::Queue': queue,
  'AWS::SSM::Parameter': ssmParameter,
  'AWS::SecretsManager::Secret': secret,
  'AWS::StepFunctions::StateMachine': stateMachine,
};
