import { AssemblyView, ResourceReader, Stack } from '../../assembly';
import { unqualifiedArn } from '../../functions/function-arn';
import { findFunction } from '../../lambda-api/find-function';

/** A resource that others name. */
export interface Entry {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
}

export interface QueueEntry extends Entry {
  readonly url: string;
}

export interface MappingEntry {
  readonly stack: Stack;
  readonly logicalId: string;
  /** Undefined when only a deployment knows. */
  readonly sourceArn?: string;
  /** As the template has it: a name or an ARN, perhaps qualified. */
  readonly functionName: string;
}

/** Functions, queues and event source mappings by what names them. Making it finds fault with nothing. */
export class AssemblyIndex {
  public readonly queues: readonly QueueEntry[];
  public readonly mappings: readonly MappingEntry[];
  private readonly functions: readonly Entry[];
  private readonly ignoredFunctions: readonly Entry[];

  public constructor(view: AssemblyView) {
    this.functions = view.resources('AWS::Lambda::Function').map((resource) => entryOf(resource, resource.ref));
    this.ignoredFunctions = view.ignored('AWS::Lambda::Function').map((resource) => entryOf(resource, resource.ref));
    this.queues = view.resources('AWS::SQS::Queue').map((resource) => ({
      ...entryOf(resource, resource.attribute('QueueName')),
      url: resource.ref ?? '',
    }));
    this.mappings = view.resources('AWS::Lambda::EventSourceMapping').map((resource) => ({
      stack: resource.stack,
      logicalId: resource.logicalId,
      sourceArn: resource.string('EventSourceArn'),
      functionName: resource.string('FunctionName') ?? '',
    }));
  }

  public functionOf(nameOrArn: string, region: string): Entry | 'ignored' | undefined {
    const isIgnored = findFunction(this.ignoredFunctions, nameOrArn, region);
    return isIgnored ? 'ignored' : findFunction(this.functions, nameOrArn, region);
  }

  public queueOf(arn: string): QueueEntry | undefined {
    return this.queues.find((queue) => queue.arn === arn);
  }

  public mappingsOf({ arn }: QueueEntry): readonly MappingEntry[] {
    return this.mappings.filter(({ sourceArn }) => sourceArn === arn);
  }

  /** What these texts name: functions by name or ARN, queues by name, ARN or URL. */
  public named(texts: ReadonlySet<string>, region: string): { functions: Entry[]; queues: QueueEntry[] } {
    const unqualified = new Set([...texts].map(unqualifiedArn));
    const isNamed = ({ name, arn, stack }: Entry): boolean =>
      unqualified.has(arn) || (texts.has(name) && stack.region === region);
    return {
      functions: this.functions.filter(isNamed),
      queues: this.queues.filter((queue) => texts.has(queue.url) || isNamed(queue)),
    };
  }
}

function entryOf(resource: ResourceReader, name = ''): Entry {
  const { stack, logicalId } = resource;
  return { stack, logicalId, name, arn: resource.attribute('Arn') ?? '' };
}
