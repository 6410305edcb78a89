import { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { read } from '../../repository';

/** A query that docs/metering.md has for the AWS CLI, with other values: what users copy is what is tested. */
export function documentedQuery(heading: string, values: Record<string, string>): Omit<QueryCommandInput, 'TableName'> {
  const [, section = ''] = read('docs/metering.md').split(`\n## ${heading}\n`);
  const [, command = ''] = /```sh\n(aws dynamodb query .*?)```/s.exec(section) ?? [];
  const options = Object.fromEntries(
    [...command.matchAll(/--([a-z-]+) (?:'([^']*)'|(\S+))/g)].map(([, name, quoted, plain]) => [name, quoted ?? plain]),
  );
  const documented = JSON.parse(options['expression-attribute-values']);
  return {
    IndexName: options['index-name'],
    KeyConditionExpression: options['key-condition-expression'],
    ExpressionAttributeNames: JSON.parse(options['expression-attribute-names'] ?? 'null') ?? undefined,
    ExpressionAttributeValues: Object.fromEntries(Object.keys(documented).map((name) => [name, values[name.slice(1)]])),
  };
}
