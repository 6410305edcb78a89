import type { CustomResourceEvent } from './custom-resource-event';
import { type Outcome, sendAnswer } from './send-answer';

/** Of a Lambda function's context, what is needed here. */
export interface RemainingTime {
  getRemainingTimeInMillis(): number;
}

/** Does what a request asks for and gives the attributes of the resource. */
export type CustomResourceWork = (event: CustomResourceEvent) => Promise<Record<string, string>>;

/** Time to answer in before Lambda ends the function, in milliseconds. */
const RESERVE = 5_000;

/**
 * A handler that always answers: with what the work gives, with why it failed, or, shortly before the function's time
 * is up, that it took too long. A stack that gets no answer hangs for an hour.
 */
export function customResourceHandler(work: CustomResourceWork) {
  return async (event: CustomResourceEvent, context: RemainingTime): Promise<void> => {
    const outcome = await outcomeOf(work(event), context.getRemainingTimeInMillis() - RESERVE);
    console.log(JSON.stringify({ request: event.RequestType, resource: event.LogicalResourceId, ...outcome }));
    await sendAnswer(event, outcome);
  };
}

async function outcomeOf(work: Promise<Record<string, string>>, milliseconds: number): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'FAILED', reason: 'It took too long; deploy again.' }), milliseconds);
  });
  const done = work.then(
    (data): Outcome => ({ status: 'SUCCESS', data }),
    (error: unknown): Outcome => ({ status: 'FAILED', reason: String(error) }),
  );
  try {
    return await Promise.race([done, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
