import { ResourceReader } from '../assembly';
import { PropertyNode } from '../assembly/property-node';
import { checkProperties } from '../assembly/property-table';
import { FunctionModel } from '../functions/function-model';
import { QueueModel } from '../sqs/queue-model';
import { Pattern, readPattern } from './event-filter';
import { EventSourceModel } from './event-source-model';
import { eventSourceProperties } from './event-source-properties';

/** Lambda starts with as many for a standard queue; it goes on to more, which a developer's machine does not need. */
const DEFAULT_CONCURRENCY = 5;
const MOST_WITHOUT_WINDOW = 10;

/** Reads an AWS::Lambda::EventSourceMapping of a queue, and refuses what AWS would not deploy. */
export function readEventSource(
  resource: ResourceReader,
  queue: QueueModel,
  { arn: functionArn, timeoutSeconds }: FunctionModel,
): EventSourceModel {
  checkProperties(resource, eventSourceProperties);
  const batchSize = inRange(resource, 'BatchSize', 1, 10_000) ?? 10;
  const windowSeconds = inRange(resource, 'MaximumBatchingWindowInSeconds', 0, 300) ?? 0;
  if (batchSize > MOST_WITHOUT_WINDOW && windowSeconds === 0) {
    resource.refuse(
      `more than ${MOST_WITHOUT_WINDOW} need a MaximumBatchingWindowInSeconds of 1 or more, got ${batchSize}`,
      'BatchSize',
    );
  }
  const { visibilityTimeoutSeconds, fifo } = queue.settings;
  if (fifo && (batchSize > MOST_WITHOUT_WINDOW || windowSeconds > 0)) {
    const problem = `a FIFO queue has batches of up to ${MOST_WITHOUT_WINDOW} and no window: AWS refuses others`;
    resource.refuse(problem, windowSeconds > 0 ? 'MaximumBatchingWindowInSeconds' : 'BatchSize');
  }
  if (visibilityTimeoutSeconds < timeoutSeconds) {
    resource.refuse(
      `the queue's visibility timeout, ${visibilityTimeoutSeconds} seconds, is less than the function's timeout, ${timeoutSeconds} seconds: AWS refuses that`,
      'EventSourceArn',
    );
  }
  return {
    stack: resource.stack.id,
    logicalId: resource.logicalId,
    queueArn: queue.arn,
    functionArn,
    batchSize,
    windowSeconds,
    reportsFailures: resource.strings('FunctionResponseTypes')?.includes('ReportBatchItemFailures') ?? false,
    filters: readFilters(resource),
    maximumConcurrency: inRange(resource, 'ScalingConfig.MaximumConcurrency', 2, 1_000) ?? DEFAULT_CONCURRENCY,
  };
}

function readFilters(resource: ResourceReader): Pattern[] {
  const filters = PropertyNode.of(resource, 'FilterCriteria').get('Filters').entries();
  return filters.flatMap(([, filter]) => {
    const node = filter.get('Pattern');
    const pattern = readPattern(node.text() ?? '{}');
    return 'problem' in pattern ? (node.refuse(String(pattern.problem)) ?? []) : [pattern];
  });
}

function inRange(resource: ResourceReader, path: string, least: number, most: number): number | undefined {
  const value = resource.number(path);
  if (value === undefined || (value >= least && value <= most)) return value;
  return resource.refuse(`must be ${least} to ${most}, got ${value}`, path);
}
