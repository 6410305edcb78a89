import { callJson, callRest, query, texts } from './control-plane';

type Rows<Key extends string, Row> = Partial<Record<Key, Row[]>>;

/** Names, ids or addresses of what exists, whoever made it, each behind its type. */
export async function inventory(): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(LISTS).map(async ([type, list]) => (await list()).map((id) => `${type} ${id}`)),
  );
  return found.flat().sort();
}

const LISTS: Record<string, () => Promise<string[]>> = {
  'AWS::CloudFormation::Stack': async () =>
    texts(await query('cloudformation', { Action: 'DescribeStacks' }), 'StackName'),
  'AWS::IAM::Role': async () => texts(await query('iam', { Action: 'ListRoles', MaxItems: '1000' }), 'RoleName'),
  'AWS::SQS::Queue': async () => (await json('sqs', 'AmazonSQS.ListQueues', 'QueueUrls')) as string[],
  'AWS::DynamoDB::Table': async () =>
    (await json('dynamodb', 'DynamoDB_20120810.ListTables', 'TableNames')) as string[],
  'AWS::Logs::LogGroup': () => named('logs', 'Logs_20140328.DescribeLogGroups', 'logGroups', 'logGroupName'),
  'AWS::SecretsManager::Secret': () => named('secretsmanager', 'secretsmanager.ListSecrets', 'SecretList', 'Name'),
  'AWS::CloudWatch::Alarm': async () =>
    texts(await query('monitoring', { Action: 'DescribeAlarms', MaxRecords: '100' }), 'AlarmName'),
  'AWS::Lambda::Function': () => rest('lambda', '/2015-03-31/functions?MaxItems=1000', 'Functions', 'FunctionName'),
  'AWS::Lambda::EventSourceMapping': () =>
    rest('lambda', '/2015-03-31/event-source-mappings', 'EventSourceMappings', 'UUID'),
  'AWS::ApiGateway::RestApi': () => rest('apigateway', '/restapis', 'item', 'id'),
  'AWS::ApiGateway::ApiKey': () => rest('apigateway', '/apikeys', 'item', 'id'),
  'AWS::ApiGateway::UsagePlan': () => rest('apigateway', '/usageplans', 'item', 'id'),
  'AWS::ApiGatewayV2::Api': () => rest('apigateway', '/v2/apis', 'items', 'apiId'),
};

async function json(service: string, operation: string, key: string): Promise<unknown[]> {
  return (await callJson<Rows<string, unknown>>(service, operation))[key] ?? [];
}

async function named(service: string, operation: string, key: string, name: string): Promise<string[]> {
  const rows = (await json(service, operation, key)) as Record<string, string>[];
  return rows.map((row) => row[name]);
}

async function rest(service: string, path: string, key: string, name: string): Promise<string[]> {
  const rows = (await callRest<Rows<string, Record<string, string>>>(service, path))[key] ?? [];
  return rows.map((row) => row[name]);
}
