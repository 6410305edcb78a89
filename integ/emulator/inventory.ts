import { callJson, callRest, query, texts } from './control-plane';

type Page<Row> = Partial<Record<string, Row[]>> & { readonly nextToken?: string; readonly NextToken?: string };
type List = () => Promise<string[]>;

/** Names, ids or addresses of what exists, whoever made it, each behind its type. */
export async function inventory(): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(LISTS).map(async ([type, list]) => (await list()).map((id) => `${type} ${id}`)),
  );
  return found.flat().sort();
}

/** Whether the inventory would have a resource of that type. */
export function isListed(type: string): boolean {
  return type in LISTS;
}

const LISTS: Record<string, List> = {
  'AWS::ApiGateway::ApiKey': rest('apigateway', '/apikeys', 'item', 'id'),
  'AWS::ApiGateway::RestApi': rest('apigateway', '/restapis', 'item', 'id'),
  'AWS::ApiGateway::UsagePlan': rest('apigateway', '/usageplans', 'item', 'id'),
  'AWS::ApiGatewayV2::Api': rest('apigateway', '/v2/apis', 'items', 'apiId'),
  'AWS::CloudFormation::Stack': xml('cloudformation', { Action: 'DescribeStacks' }, 'StackName'),
  'AWS::CloudWatch::Alarm': xml('monitoring', { Action: 'DescribeAlarms', MaxRecords: '100' }, 'AlarmName'),
  'AWS::Cognito::UserPool': json('cognito-idp', 'AWSCognitoIdentityProviderService.ListUserPools', 'UserPools', 'Id'),
  'AWS::DynamoDB::Table': json('dynamodb', 'DynamoDB_20120810.ListTables', 'TableNames'),
  'AWS::EC2::NetworkInterface': xml('ec2', { Action: 'DescribeNetworkInterfaces' }, 'networkInterfaceId'),
  'AWS::EC2::RouteTable': xml('ec2', { Action: 'DescribeRouteTables' }, 'routeTableId'),
  'AWS::EC2::SecurityGroup': xml('ec2', { Action: 'DescribeSecurityGroups' }, 'groupId'),
  'AWS::EC2::Subnet': xml('ec2', { Action: 'DescribeSubnets' }, 'subnetId'),
  'AWS::EC2::VPC': xml('ec2', { Action: 'DescribeVpcs' }, 'vpcId'),
  'AWS::EC2::VPCEndpoint': xml('ec2', { Action: 'DescribeVpcEndpoints' }, 'vpcEndpointId'),
  'AWS::Events::EventBus': eventBuses(),
  'AWS::Events::Rule': ofEach(eventBuses(), (EventBusName) =>
    json('events', 'AWSEvents.ListRules', 'Rules', 'Arn', { EventBusName })(),
  ),
  'AWS::IAM::Policy': ofEach(roles(), (RoleName) =>
    xml('iam', { Action: 'ListRolePolicies', RoleName }, 'member')().then((names) =>
      names.map((name) => `${RoleName}/${name}`),
    ),
  ),
  'AWS::IAM::Role': roles(),
  'AWS::Kinesis::Stream': json('kinesis', 'Kinesis_20131202.ListStreams', 'StreamNames'),
  'AWS::Lambda::EventSourceMapping': rest('lambda', '/2015-03-31/event-source-mappings', 'EventSourceMappings', 'UUID'),
  'AWS::Lambda::Function': rest('lambda', '/2015-03-31/functions?MaxItems=1000', 'Functions', 'FunctionName'),
  'AWS::Logs::LogGroup': json('logs', 'Logs_20140328.DescribeLogGroups', 'logGroups', 'logGroupName'),
  'AWS::SecretsManager::Secret': json('secretsmanager', 'secretsmanager.ListSecrets', 'SecretList', 'Name'),
  'AWS::SQS::Queue': json('sqs', 'AmazonSQS.ListQueues', 'QueueUrls'),
  'AWS::StepFunctions::StateMachine': json(
    'states',
    'AWSStepFunctions.ListStateMachines',
    'stateMachines',
    'stateMachineArn',
  ),
  'AWS::WAFv2::WebACL': json('wafv2', 'AWSWAF_20190729.ListWebACLs', 'WebACLs', 'Id', { Scope: 'REGIONAL' }),
};

function roles(): List {
  return xml('iam', { Action: 'ListRoles', MaxItems: '1000' }, 'RoleName');
}

function eventBuses(): List {
  return json('events', 'AWSEvents.ListEventBuses', 'EventBuses', 'Name');
}

function xml(service: string, parameters: Record<string, string>, element: string): List {
  return async () => [...new Set(texts(await query(service, parameters), element))];
}

/** Rows are names, or have one under the given key. */
function json(service: string, operation: string, key: string, name?: string, input: object = {}): List {
  return async () => {
    const rows: unknown[] = [];
    let next: object | undefined = {};
    while (next) {
      const page: Page<unknown> = await callJson(service, operation, { ...input, ...next });
      rows.push(...(page[key] ?? []));
      const { nextToken, NextToken } = page;
      next = (nextToken && { nextToken }) || (NextToken && { NextToken }) || undefined;
    }
    return rows.map((row) => (name ? (row as Record<string, string>)[name] : (row as string)));
  };
}

function rest(service: string, path: string, key: string, name: string): List {
  return async () => {
    const rows = (await callRest<Page<Record<string, string>>>(service, path))[key] ?? [];
    return rows.map((row) => row[name]);
  };
}

function ofEach(owners: List, list: (owner: string) => Promise<string[]>): List {
  return async () => (await Promise.all((await owners()).map(list))).flat();
}
