import { AssemblyView } from '../../assembly';
import { AssemblyIndex, Entry } from './assembly-index';
import { Backstage, FunctionReading } from './backstage';
import { CalledQueue, queueIn, QueueName } from './called-services';
import { addScheduledFunctions } from './scheduled-functions';

/** What the APIs themselves call. */
export interface CalledResources {
  readonly functions: readonly Entry[];
  readonly queues: readonly CalledQueue[];
}

/**
 * Reads what is behind the APIs. What they call and their functions need is refused when it can't be served. The other
 * queues, and what schedules call, are for programs outside: what can't be served of them leaves a note, and everything
 * else goes on.
 */
export function readBackstage(
  view: AssemblyView,
  ignore: ReadonlySet<string>,
  called: CalledResources,
  index: AssemblyIndex,
  reading: FunctionReading,
): Backstage {
  const backstage = new Backstage(index, reading);
  for (const entry of called.functions) backstage.addFunction(entry, view);
  addCalledQueues(called.queues, { view, index, backstage });
  const lenient = new AssemblyView(view.stacks, ignore);
  for (const queue of index.queues) backstage.addQueue(queue, lenient);
  addScheduledFunctions(lenient, index, backstage);
  view.findings.noteAll(lenient.findings);
  noteOtherSources(view, index);
  return backstage;
}

interface Readers {
  readonly view: AssemblyView;
  readonly index: AssemblyIndex;
  readonly backstage: Backstage;
}

function addCalledQueues(called: readonly CalledQueue[], { view, index, backstage }: Readers): void {
  const ignored = view.ignored('AWS::SQS::Queue').map(({ ref }) => queueIn(ref ?? ''));
  for (const { finding, region, ...queue } of called) {
    const isIt = (other: QueueName | undefined): boolean =>
      other?.name === queue.name && other.accountId === queue.accountId;
    const entry = index.queues.find(({ url, stack }) => stack.region === region && isIt(queueIn(url)));
    if (entry) backstage.addQueue(entry, view);
    else if (!ignored.some(isIt)) {
      const reason = `calls the queue ${queue.name} in ${region}, which is no queue of this assembly`;
      view.findings.refuse({ ...finding, reason });
    }
  }
}

function noteOtherSources(view: AssemblyView, index: AssemblyIndex): void {
  for (const { stack, logicalId, sourceArn } of index.mappings) {
    if (sourceArn && index.queueOf(sourceArn)) continue;
    const source = sourceArn ?? 'a source that only a deployment knows';
    const text = `no events of ${source}: only queues of this assembly are event sources here`;
    view.findings.note({ stack: stack.id, logicalId, text });
  }
}
