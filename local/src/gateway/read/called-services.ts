import { AwsTarget } from '../../aws-services/aws-target';
import { Unsupported } from '../../core/errors';
import { allMethods } from '../../rest-api/model';
import type { ApiModel } from '../assembly-model';

export interface QueueName {
  readonly accountId: string;
  readonly name: string;
}

/** A queue that an integration calls without a function in between. */
export interface CalledQueue extends QueueName {
  readonly region: string;
  /** Where it is called. */
  readonly finding: Omit<Unsupported, 'reason'>;
}

/** The queue of a URL or a path: its last two segments. */
export function queueIn(urlOrPath: string): QueueName | undefined {
  const [, accountId, name] = /([^/{}$]+)\/([^/{}$]+)\/?$/.exec(urlOrPath) ?? [];
  return accountId && name ? { accountId, name } : undefined;
}

/** Those that are known before a request comes: a template or a mapping may name others. */
export function calledQueues(apis: readonly ApiModel[]): CalledQueue[] {
  return apis.flatMap(serviceCalls).flatMap(({ target: { service, kind, name, region }, finding }) => {
    const queue = service === 'sqs' && kind === 'path' ? queueIn(name) : undefined;
    return queue ? [{ ...queue, region, finding }] : [];
  });
}

export function callsDynamoDb(apis: readonly ApiModel[]): boolean {
  return apis.flatMap(serviceCalls).some(({ target }) => target.service === 'dynamodb');
}

interface ServiceCall {
  readonly target: AwsTarget;
  readonly finding: CalledQueue['finding'];
}

function serviceCalls(api: ApiModel): ServiceCall[] {
  switch (api.kind) {
    case 'REST':
      return allMethods(api).flatMap(({ integration, source }) =>
        integration.kind === 'aws' ? [{ target: integration.target, finding: source }] : [],
      );
    case 'HTTP':
      return api.routes.flatMap(({ integration, logicalId }) => {
        if (integration.kind !== 'service' || integration.service !== 'sqs') return [];
        const { QueueUrl: name = '', Region: region = api.region } = integration.parameters;
        return [{ target: { service: 'sqs', kind: 'path', name, region }, finding: routeOf(api, logicalId) }];
      });
    case 'WEBSOCKET':
      return api.routes.flatMap(({ integration, logicalId }) =>
        integration.kind === 'aws' ? [{ target: integration.target, finding: routeOf(api, logicalId) }] : [],
      );
  }
}

function routeOf({ stack }: ApiModel, logicalId: string): CalledQueue['finding'] {
  return { stack, logicalId, type: 'AWS::ApiGatewayV2::Route', property: 'Target' };
}
