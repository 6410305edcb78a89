import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { sorted } from '../../core/sorted';
import { DynamoDbAction, DynamoDbIntegrationOptions } from '../../shared/rest-integration-options';
import { Answer, problem } from './answers';
import { checkDynamoDbOptions, environmentOf } from './dynamo-db-checks';
import { DynamoDbValues } from './dynamo-db-values';
import { MORE_IN_ITEM, plainItem } from './plain-item';
import { RenderedRestIntegration } from './rendered-rest-integration';
import { jsonLiteral } from './request-template';
import { failureByCode, serviceCall, ServiceContext } from './service-call';

const BAD_INPUT = ['ValidationException', 'SerializationException'];

/** What DynamoDB does with a table's key in the caller's name. */
const KEY_ACTIONS: Record<DynamoDbAction, string[]> = {
  [DynamoDbAction.GET_ITEM]: ['kms:Decrypt'],
  [DynamoDbAction.PUT_ITEM]: ['kms:Decrypt', 'kms:GenerateDataKey'],
  [DynamoDbAction.QUERY]: ['kms:Decrypt'],
};

/** Reads, writes or queries a table, and answers plain JSON. */
export function dynamoDbIntegration(
  context: ServiceContext,
  table: ITable,
  given: DynamoDbIntegrationOptions,
): RenderedRestIntegration {
  const { where, key } = context;
  const options = sorted(given);
  checkDynamoDbOptions(where, table, options);
  const values = new DynamoDbValues(where, key, options.types ?? {});
  const { members, success } = requestOf(values, options);
  const index = options.indexName === undefined ? '' : `/index/${options.indexName}`;
  return serviceCall(context, {
    service: 'dynamodb',
    resource: `action/${options.action.replace('dynamodb:', '')}`,
    region: environmentOf(table).region,
    grant: {
      action: options.action,
      resource: `${table.tableArn}${index}`,
      encryptionKey: table.encryptionKey,
      keyActions: KEY_ACTIONS[options.action],
    },
    headers: { 'Content-Type': 'application/x-amz-json-1.0' },
    reads: values.template.sources,
    request: values.template.render(`{"TableName":${jsonLiteral(table.tableName)},${members}}`),
    success,
    failure: failureByCode('$.__type', BAD_INPUT, conflict(options)),
    timeout: options.timeout,
  });
}

function requestOf(values: DynamoDbValues, options: DynamoDbIntegrationOptions): { members: string; success: Answer } {
  switch (options.action) {
    case DynamoDbAction.GET_ITEM:
      return { members: `"Key":{${values.all(options.key)}}`, success: FOUND };
    case DynamoDbAction.PUT_ITEM:
      return { members: putMembers(values, options), success: { status: 201, template: '{}' } };
    case DynamoDbAction.QUERY:
      return { members: queryMembers(values, options), success: LISTED };
  }
}

const FOUND: Answer = {
  status: 200,
  otherStatuses: [404],
  template: `#set($item=$input.path('$.Item'))#if($item)${plainItem('$item')}#else${problem(404)}#end`,
};

const LISTED: Answer = {
  status: 200,
  template:
    "#set($more=$input.path('$.LastEvaluatedKey'))" +
    `{"items":[#foreach($item in $input.path('$.Items'))${plainItem('$item')}${MORE_IN_ITEM}#end],` +
    `"more":#if($more)true#end#if(!$more)false#end}`,
};

/** Names of attributes are spelt by placeholders, since many are reserved words; JSON can write `#` so. */
const name = (index: number) => `\\u0023n${index}`;

function putMembers(values: DynamoDbValues, { key, attributes = {}, overwrite }: DynamoDbIntegrationOptions): string {
  const item = `"Item":{${values.all(key)}${values.present(attributes)}}`;
  const [first] = Object.keys(key);
  const isNew = `"ConditionExpression":"attribute_not_exists(${name(0)})"`;
  return overwrite ? item : `${item},${isNew},"ExpressionAttributeNames":{"${name(0)}":${jsonLiteral(first)}}`;
}

function queryMembers(values: DynamoDbValues, options: DynamoDbIntegrationOptions): string {
  const attributes = Object.keys(options.key);
  const condition = attributes.map((_, index) => `${name(index)}=:k${index}`).join(' AND ');
  const names = attributes.map((attribute, index) => `"${name(index)}":${jsonLiteral(attribute)}`);
  const equals = attributes.map(
    (attribute, index) => `":k${index}":${values.value(attribute, options.key[attribute])}`,
  );
  return [
    `"KeyConditionExpression":"${condition}"`,
    `"ExpressionAttributeNames":{${names.join(',')}}`,
    `"ExpressionAttributeValues":{${equals.join(',')}}`,
    `"Limit":${options.limit ?? 25}`,
    ...(options.descending ? ['"ScanIndexForward":false'] : []),
    ...(options.indexName === undefined ? [] : [`"IndexName":${jsonLiteral(options.indexName)}`]),
  ].join(',');
}

function conflict({ action, overwrite }: DynamoDbIntegrationOptions): Record<string, number> {
  return action === DynamoDbAction.PUT_ITEM && !overwrite ? { ConditionalCheckFailedException: 409 } : {};
}
