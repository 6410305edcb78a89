import { Token } from 'aws-cdk-lib';
import { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { DynamoDbAction, DynamoDbIntegrationOptions, DynamoDbType } from '../../shared/rest-integration-options';
import { Answer, problem } from './answers';
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

/** Options that mean something to one action only. */
const OWN_OPTIONS: Record<string, DynamoDbAction> = {
  attributes: DynamoDbAction.PUT_ITEM,
  overwrite: DynamoDbAction.PUT_ITEM,
  indexName: DynamoDbAction.QUERY,
  limit: DynamoDbAction.QUERY,
  descending: DynamoDbAction.QUERY,
};

/** Reads, writes or queries a table, and answers plain JSON. */
export function dynamoDbIntegration(
  context: ServiceContext,
  table: ITable,
  options: DynamoDbIntegrationOptions,
): RenderedRestIntegration {
  const { where, key } = context;
  check(where, table, options);
  const values = new DynamoDbValues(where, key, options.types ?? {});
  const { members, success } = requestOf(values, options);
  const index = options.indexName === undefined ? '' : `/index/${options.indexName}`;
  return serviceCall(context, {
    service: 'dynamodb',
    resource: `action/${options.action.replace('dynamodb:', '')}`,
    region: table.env.region,
    grant: {
      action: options.action,
      resource: `${table.tableArn}${index}`,
      encryptionKey: table.encryptionKey,
      keyActions: KEY_ACTIONS[options.action],
    },
    headers: { 'Content-Type': 'application/x-amz-json-1.0' },
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

function check(where: IConstruct, table: ITable, options: DynamoDbIntegrationOptions): void {
  const stray = Object.keys(OWN_OPTIONS).find(
    (option) =>
      option in options &&
      options[option as keyof typeof options] !== undefined &&
      OWN_OPTIONS[option] !== options.action,
  );
  if (stray !== undefined) {
    refuse(where, `${options.action} has no ${stray}`, stray, `it is for ${OWN_OPTIONS[stray]}: leave it out`);
  }
  const names = Object.keys(options.key);
  if (names.length < 1 || names.length > 2) {
    refuse(
      where,
      'a key has one or two attributes',
      names,
      'name the partition key and, if there is one, the sort key',
    );
  }
  checkAgainst(where, table, options, names);
  const twice = names.find((attribute) => attribute in (options.attributes ?? {}));
  if (twice !== undefined) {
    refuse(where, `attribute ${twice} stands in the key and beside it`, twice, 'leave it out of attributes');
  }
  const stranger = Object.keys(options.types ?? {}).find(
    (type) => ![...names, ...Object.keys(options.attributes ?? {})].includes(type),
  );
  if (stranger !== undefined) {
    refuse(where, 'types names an attribute that is not used', stranger, 'name one of key or attributes');
  }
  const { limit } = options;
  if (limit !== undefined && !Token.isUnresolved(limit) && (!Number.isInteger(limit) || limit < 1 || limit > 100)) {
    refuse(where, 'limit must be a whole number from 1 to 100', limit, 'answer less at once');
  }
}

/** A table made in the app says what its keys are. */
function checkAgainst(where: IConstruct, table: ITable, options: DynamoDbIntegrationOptions, names: string[]): void {
  if (!(table instanceof Table) || Token.isUnresolved(options.indexName)) {
    return;
  }
  const { partitionKey, sortKey } = table.schema(options.indexName);
  const known = [partitionKey, sortKey].filter((attribute) => attribute !== undefined);
  const needed = options.action === DynamoDbAction.QUERY ? known.slice(0, 1) : known;
  const isKey =
    needed.every((attribute) => names.includes(attribute.name)) &&
    names.every((own) => known.some((attribute) => attribute.name === own));
  if (!isKey) {
    const remedy = `the table has ${known.map((attribute) => attribute.name).join(' and ')}`;
    refuse(where, 'these are not the attributes of the key', names, remedy);
  }
  for (const attribute of known.filter((one) => names.includes(one.name))) {
    const type = options.types?.[attribute.name] ?? DynamoDbType.STRING;
    if (type !== (attribute.type as string)) {
      refuse(where, `${attribute.name} is of type ${attribute.type} in the table`, type, 'say so in types');
    }
  }
}
