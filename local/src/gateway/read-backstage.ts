import { AssemblyView, ResourceReader } from '../assembly';
import { AssemblyIndex } from './assembly-index';
import { Backstage, FunctionReading } from './backstage';
import { addScheduledFunctions } from './scheduled-functions';

/**
 * Reads what is behind the APIs. What their functions need is refused when it can't be served. The other queues, and what
 * schedules call, are for programs outside: what can't be served of them leaves a note, and everything else goes on.
 */
export function readBackstage(
  view: AssemblyView,
  ignore: ReadonlySet<string>,
  called: readonly ResourceReader[],
  reading: FunctionReading,
): Backstage {
  const index = new AssemblyIndex(new AssemblyView(view.stacks, ignore));
  const backstage = new Backstage(index, reading);
  for (const resource of called) backstage.addFunction(index.functionAt(resource)!, view);
  const lenient = new AssemblyView(view.stacks, ignore);
  for (const queue of index.queues) backstage.addQueue(queue, lenient);
  addScheduledFunctions(lenient, index, backstage);
  view.findings.noteAll(lenient.findings);
  noteOtherSources(view, index);
  return backstage;
}

function noteOtherSources(view: AssemblyView, index: AssemblyIndex): void {
  for (const { stack, logicalId, sourceArn } of index.mappings) {
    if (sourceArn && index.queueOf(sourceArn)) continue;
    const source = sourceArn ?? 'a source that only a deployment knows';
    const text = `no events of ${source}: only queues of this assembly are event sources here`;
    view.findings.note({ stack: stack.id, logicalId, text });
  }
}
