import { AssemblyView, InlineCodeFolder, readFunction, ResourceReader } from '../../assembly';
import { EventSourceModel } from '../../event-sources/event-source-model';
import { readEventSource } from '../../event-sources/read-event-source';
import { FunctionModel } from '../../functions/function-model';
import { Runtimes } from '../../functions/runtimes';
import { QueueModel } from '../../sqs/queue-model';
import { readQueue } from '../../sqs/read-queue';
import { AssemblyIndex, Entry, MappingEntry, QueueEntry } from './assembly-index';
import { mentionedTexts } from './mentioned-texts';

/** What reading functions takes. */
export interface FunctionReading {
  readonly inlineCode: InlineCodeFolder;
  readonly runtimes: Runtimes;
}

/**
 * What is behind the APIs: functions lead to what their environment names, queues to their dead-letter queue and to the
 * functions that they drive. Each thing is read once, the first time something leads to it.
 */
export class Backstage {
  public readonly eventSources: EventSourceModel[] = [];
  private readonly readFunctions = new Map<Entry, FunctionModel | undefined>();
  private readonly readQueues = new Map<Entry, QueueModel | undefined>();
  private readonly notedRuntimes = new Set<string>();

  public constructor(
    private readonly index: AssemblyIndex,
    private readonly reading: FunctionReading,
  ) {}

  public get functions(): FunctionModel[] {
    return [...this.readFunctions.values()].filter((model) => model !== undefined);
  }

  public get queues(): QueueModel[] {
    return [...this.readQueues.values()].filter((model) => model !== undefined);
  }

  /** Follows a function; what can't be run is a finding of the view, and the result undefined. */
  public addFunction(entry: Entry, view: AssemblyView): FunctionModel | undefined {
    if (this.readFunctions.has(entry)) return this.readFunctions.get(entry);
    const resource = view.resource(entry.stack, entry.logicalId);
    const model = faultless(view, () => readFunction(resource, this.reading));
    this.readFunctions.set(entry, model);
    if (!model) return undefined;
    this.noteRuntime(model.runtime, resource);
    const { functions, queues } = this.index.named(mentionedTexts(model.environment), entry.stack.region);
    for (const named of functions) this.addFunction(named, view);
    for (const named of queues) this.addQueue(named, view);
    return model;
  }

  /** Follows a queue, in the same way. */
  public addQueue(entry: QueueEntry, view: AssemblyView): void {
    if (this.readQueues.has(entry)) return;
    const model = faultless(view, () => readQueue(view.resource(entry.stack, entry.logicalId)));
    this.readQueues.set(entry, model);
    if (!model) return;
    const deadLetterQueue = this.index.queueOf(model.settings.redrive?.deadLetterQueueArn ?? '');
    if (deadLetterQueue) this.addQueue(deadLetterQueue, view);
    for (const mapping of this.index.mappingsOf(entry)) this.addMapping(mapping, model, view);
  }

  /** The first function of a runtime speaks for the others. */
  private noteRuntime(runtime: string, resource: ResourceReader): void {
    const difference = this.reading.runtimes.differenceOf(runtime);
    if (difference && !this.notedRuntimes.has(runtime)) resource.note(difference);
    this.notedRuntimes.add(runtime);
  }

  private addMapping({ stack, logicalId, functionName }: MappingEntry, queue: QueueModel, view: AssemblyView): void {
    const resource = view.resource(stack, logicalId);
    if (resource.boolean('Enabled') === false) return resource.note('is disabled: messages stay in the queue');
    const entry = this.index.functionOf(functionName, stack.region);
    if (entry === 'ignored') return resource.note('its function is ignored: messages stay in the queue');
    if (!entry) return resource.refuse(`calls ${functionName}, which is no function of this assembly`, 'FunctionName');
    const model = this.addFunction(entry, view);
    if (!model) return resource.note('its function can not be run: messages stay in the queue');
    const eventSource = faultless(view, () => readEventSource(resource, queue, model));
    if (eventSource) this.eventSources.push(eventSource);
  }
}

/** What was read, or undefined when the view has found fault with it. */
function faultless<T>(view: AssemblyView, read: () => T | undefined): T | undefined {
  const before = view.findings.unsupported.length;
  const model = read();
  return view.findings.unsupported.length === before ? model : undefined;
}
