import { ConnectionStore, Outbox } from '../ports';
import { eachMessage, SqsBatchResponse, SqsEvent } from '../sqs-batch';
import { Deliverer, DelivererParts } from './deliverer';
import { Dispatcher } from './dispatcher';
import { FrameTooLargeError, InvalidBroadcastError } from '../errors';
import { parseTask } from './task';
import { HasTime } from './timing';

/** For what is under way when nothing more is begun: the longest post, tidying up, and putting the rest back. */
const RESERVE_MILLISECONDS = 10_000;

/** Of Lambda's context, what is needed here. */
export interface Context {
  readonly getRemainingTimeInMillis: () => number;
}

export type SqsHandler = (event: SqsEvent, context: Context) => Promise<SqsBatchResponse>;

export interface DispatchParts extends DelivererParts {
  readonly store: ConnectionStore;
  readonly broadcastQueue: Outbox;
}

/** What the handler `dispatch` does. */
export function dispatchWorker(parts: DispatchParts): SqsHandler {
  const dispatcher = new Dispatcher({ ...parts, deliverer: new Deliverer(parts) });
  return (event, context) =>
    eachMessage(event, parts.log, (body, messageId) =>
      orSetAside(parts, { body, messageId }, () => dispatcher.dispatch(body, messageId, timeOf(context))),
    );
}

/** What the handler `deliver` does. */
export function deliverWorker(parts: DelivererParts): SqsHandler {
  const deliverer = new Deliverer(parts);
  return (event, context) =>
    eachMessage(event, parts.log, (body, messageId) =>
      orSetAside(parts, { body, messageId }, async () => {
        const task = parseTask(body, messageId);
        if (!('deliver' in task)) {
          throw new InvalidBroadcastError('the delivery queue has jobs only; send it to the broadcast queue');
        }
        await deliverer.deliver(task.deliver, timeOf(context));
      }),
    );
}

/** What is no broadcast now is none later: it goes to the dead-letter queue at once, and not after its last reception. */
async function orSetAside(
  { log, deadLetterQueue }: Pick<DelivererParts, 'log' | 'deadLetterQueue'>,
  { body, messageId }: { readonly body: string; readonly messageId: string },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof InvalidBroadcastError || error instanceof FrameTooLargeError)) {
      throw error;
    }
    log('ERROR', 'message refused', { messageId, error });
    await deadLetterQueue.send([{ body }]);
  }
}

function timeOf(context: Context): HasTime {
  return () => context.getRemainingTimeInMillis() > RESERVE_MILLISECONDS;
}
