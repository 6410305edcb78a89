import { Arn, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { DynamoDbAction, DynamoDbIntegrationOptions, DynamoDbType } from '../../shared/rest-integration-options';

/** Options that mean something to one action only. */
const OWN_OPTIONS: Record<string, DynamoDbAction> = {
  attributes: DynamoDbAction.PUT_ITEM,
  overwrite: DynamoDbAction.PUT_ITEM,
  indexName: DynamoDbAction.QUERY,
  limit: DynamoDbAction.QUERY,
  descending: DynamoDbAction.QUERY,
};

export function checkDynamoDbOptions(where: IConstruct, table: ITable, options: DynamoDbIntegrationOptions): void {
  checkAccount(where, table);
  const { action, limit, types = {}, attributes = {} } = options;
  const given = options as unknown as Record<string, unknown>;
  const stray = Object.keys(OWN_OPTIONS).find((name) => given[name] !== undefined && OWN_OPTIONS[name] !== action);
  if (stray !== undefined) {
    refuse(where, `${action} has no ${stray}`, stray, `it is for ${OWN_OPTIONS[stray]}: leave it out`);
  }
  const names = Object.keys(options.key);
  checkKey(where, table, options, names);
  const twice = names.find((attribute) => attribute in attributes);
  if (twice !== undefined) {
    refuse(where, `attribute ${twice} stands in the key and beside it`, twice, 'leave it out of attributes');
  }
  const stranger = Object.keys(types).find((name) => !names.includes(name) && !(name in attributes));
  if (stranger !== undefined) {
    refuse(where, 'types names an attribute that is not used', stranger, 'name one of key or attributes');
  }
  if (limit !== undefined && !Token.isUnresolved(limit) && (!Number.isInteger(limit) || limit < 1 || limit > 100)) {
    refuse(where, 'limit must be a whole number from 1 to 100', limit, 'answer less at once');
  }
}

/** Where a table is, as its ARN says where it is known: an imported table counts as one of the stack otherwise. */
export function environmentOf({ tableArn, env }: ITable): ITable['env'] {
  const { account = '', region = '' } = Token.isUnresolved(tableArn)
    ? {}
    : Arn.split(tableArn, ArnFormat.SLASH_RESOURCE_NAME);
  return { account: account || env.account, region: region || env.region };
}

/** The request names the table, and a name means the caller's account. */
function checkAccount(where: IConstruct, table: ITable): void {
  const [{ account }, own] = [environmentOf(table), Stack.of(where).account];
  if (!Token.isUnresolved(account) && !Token.isUnresolved(own) && account !== own) {
    const remedy = 'let a function read it, or put the API into its account';
    refuse(where, `table ${table.node.path} is in another account`, account, remedy);
  }
}

/** A table that is made in the app says what its keys are; an index's may be of several attributes. */
function checkKey(where: IConstruct, table: ITable, options: DynamoDbIntegrationOptions, names: string[]): void {
  const { action, indexName, types = {} } = options;
  if (names.length === 0 || (indexName === undefined && names.length > 2)) {
    const remedy = 'name the partition key and, if there is one, the sort key';
    refuse(where, 'a key has one or two attributes', names, remedy);
  }
  if (!(table instanceof Table) || Token.isUnresolved(indexName)) {
    return;
  }
  const { partitionKeys, sortKeys } = table.schemaV2(indexName);
  const known = [...partitionKeys, ...sortKeys];
  const needed = action === DynamoDbAction.QUERY ? partitionKeys : known;
  const isWhole = needed.every(({ name }) => names.includes(name));
  if (!isWhole || !names.every((own) => known.some(({ name }) => name === own))) {
    const remedy = `the table has ${known.map(({ name }) => name).join(' and ')}`;
    refuse(where, 'these are not the attributes of the key', names, remedy);
  }
  for (const { name, type } of known.filter((attribute) => names.includes(attribute.name))) {
    const told = types[name] ?? DynamoDbType.STRING;
    if (told !== (type as string)) {
      refuse(where, `${name} is of type ${type} in the table`, told, 'say so in types');
    }
  }
}
