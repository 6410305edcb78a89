import { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

import { isObject } from '../core/is-object';
import { GatewayError } from '../core/errors';

/** A table of the template, reduced to what creates one like it here. */
export interface TableModel {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  /** Of its stack: DynamoDB Local keeps those of each apart. */
  readonly region: string;
  readonly definition: TableDefinition;
}

export type TableDefinition = Pick<
  CreateTableCommandInput,
  'KeySchema' | 'AttributeDefinitions' | 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes'
>;

/**
 * Reads the resolved properties of an AWS::DynamoDB::Table or AWS::DynamoDB::GlobalTable. Capacity, streams, backups,
 * encryption, tags and time to live have no meaning here and are left out: every table is on demand.
 */
export function tableModel(
  stack: string,
  logicalId: string,
  name: string,
  properties: Readonly<Record<string, unknown>>,
  region = 'us-east-1',
): TableModel {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes } = properties;
  for (const [property, value] of Object.entries({ KeySchema, AttributeDefinitions })) {
    if (!Array.isArray(value)) {
      throw new GatewayError(`[${stack}/${logicalId}] ${property} must be a list, got ${JSON.stringify(value)}`);
    }
  }
  const definition = {
    KeySchema,
    AttributeDefinitions,
    ...indexes('GlobalSecondaryIndexes', GlobalSecondaryIndexes),
    ...indexes('LocalSecondaryIndexes', LocalSecondaryIndexes),
  };
  return { stack, logicalId, name, region, definition: definition as TableDefinition };
}

/** Empty lists are refused by the service's API, though templates may hold them. */
function indexes(property: string, value: unknown): Record<string, unknown> {
  return Array.isArray(value) && value.length > 0 ? { [property]: value.filter(isObject).map(index) } : {};
}

function index({ IndexName, KeySchema, Projection }: Record<string, unknown>): Record<string, unknown> {
  return { IndexName, KeySchema, Projection };
}
