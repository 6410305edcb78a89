import { Clock } from '../../core/clock';
import { ActionInput } from '../action-input';
import { Queue } from '../queue';
import { QueueStore } from '../queue-store';
import { queueDoesNotExist } from '../sqs-error';

export interface ActionContext {
  readonly queues: QueueStore;
  /** That the request is signed for. Queues of another one are elsewhere, as at AWS. */
  readonly region: string;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly clock: Clock;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal;
}

/** What a request asks for; throws SqsError. */
export type Action = (input: ActionInput, context: ActionContext) => object | Promise<object>;

/** The queue of a URL. Its host does not matter: queues have the same path at AWS. */
export function queueOf(input: ActionInput, context: ActionContext): Queue {
  const [, accountId, name = ''] = /\/([^/]+)\/([^/]+)\/?$/.exec(input.text('QueueUrl') ?? '') ?? [];
  return findQueue(name, context, accountId);
}

export function findQueue(name: string, { queues, region }: ActionContext, accountId?: string): Queue {
  const named = queues.byName(name).filter(({ model }) => !accountId || model.accountId === accountId);
  const found = named.find(({ model }) => model.region === region);
  if (found) return found;
  const elsewhere = named.map(({ model }) => model.region).join(', ');
  throw queueDoesNotExist(elsewhere && ` It is in ${elsewhere}, and the request is signed for ${region}.`);
}

export function localUrl({ model }: Queue, { endpoint }: Pick<ActionContext, 'endpoint'>): string {
  return `${endpoint}/${model.accountId}/${model.name}`;
}
