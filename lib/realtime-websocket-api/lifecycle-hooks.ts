import { Duration, Token } from 'aws-cdk-lib';
import { Policy } from 'aws-cdk-lib/aws-iam';
import { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { contentKey } from '../core/content-key';
import { refuse } from '../core/errors';
import { movedPath } from '../core/moved-path';
import { ownFunction } from '../core/own-function';
import { LifecycleEvent } from '../runtime/contract/realtime/lifecycle-event';
import { LifecycleHookOptions } from './lifecycle-hook-options';
import { WorkQueue } from './work-queue';

type EventName = LifecycleEvent['event'];

const DEFAULT_TIMEOUT = Duration.seconds(3);
const LONGEST_TIMEOUT = Duration.minutes(15);

/** Where the queues are more than a handler can be told of. */
export const SHORTEN_HOOKS = 'have one function told of connections, which tells the others';

/** Functions of the user's that are told of connections, each by a queue of its own, so that none can slow a handshake. */
export class LifecycleHooks extends Construct {
  private readonly queues: Record<EventName, WorkQueue[]> = { connected: [], disconnected: [] };
  private readonly announcers: Record<EventName, Function[]> = { connected: [], disconnected: [] };

  /** Functions that are told. */
  public readonly told: IFunction[] = [];

  /** Notes that a shipped handler tells of such events. */
  public announce(event: EventName, handler: Function): void {
    this.announcers[event].push(handler);
  }

  /** Where handlers send events to. */
  public urls(event: EventName): string[] {
    return this.queues[event].map(({ queue }) => queue.queueUrl);
  }

  /** Where what a function failed on is set aside. */
  public add(event: EventName, fn: IFunction, options: LifecycleHookOptions): IQueue {
    const id = `${event === 'connected' ? 'Connected' : 'Disconnected'}${contentKey(this, movedPath(this, fn))}`;
    if (this.node.tryFindChild(id)) {
      refuse(this, `the function is told of ${event} clients already`, fn.node.path, 'name it once');
    }
    const { batchSize = 10, maxConcurrency = 10 } = options;
    this.checkRange('batchSize', batchSize, 1, 10);
    this.checkRange('maxConcurrency', maxConcurrency, 2, 1_000);
    const hook = new WorkQueue(this, id, { timeout: timeoutOf(fn) });
    // both stand here rather than with the function, whose stack may come before the API's (user pain 10)
    const mapping = hook.consume(fn, { batchSize, maxConcurrency });
    mapping.node.addDependency(this.letReceive(fn, hook));
    for (const handler of this.announcers[event]) {
      hook.sending().forEach((statement) => handler.addToRolePolicy(statement));
    }
    this.queues[event].push(hook);
    this.told.push(fn);
    return hook.deadLetters;
  }

  private letReceive(fn: IFunction, hook: WorkQueue): Policy {
    if (!fn.role) {
      const remedy = 'import it by Function.fromFunctionAttributes, with its role';
      refuse(this, 'the role of the function is not known, so that it cannot be given its queue', fn.node.path, remedy);
    }
    const policy = new Policy(hook, 'Receive', { statements: hook.receiving() });
    fn.role.attachInlinePolicy(policy);
    return policy;
  }

  private checkRange(name: string, value: number, least: number, most: number): void {
    if (!Token.isUnresolved(value) && !(Number.isInteger(value) && value >= least && value <= most)) {
      refuse(this, `${name} is out of range`, value, `give a whole number from ${least} to ${most}`);
    }
  }
}

/** Messages must stay invisible for longer than that. Of a function whose time-out is not known, it may be the longest. */
function timeoutOf(fn: IFunction): Duration {
  const own = ownFunction(fn);
  return own ? (own.timeout ?? DEFAULT_TIMEOUT) : LONGEST_TIMEOUT;
}
