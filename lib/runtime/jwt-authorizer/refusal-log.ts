import { AuthorizerEvent } from './authorizer-event';
import { Refusal } from './refusal';

/** The refusal behind an error. Messages of errors from elsewhere may repeat the token: of those only the kind counts. */
export function refusalOf(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal('unexpected-error', (error as Error | undefined)?.name);
}

/** One line a refusal, and nothing in it that the caller sent. */
export function logRefusal(
  event: AuthorizerEvent,
  awsRequestId: string | undefined,
  { reason, detail }: Refusal,
): void {
  const requestId = event.requestContext?.requestId;
  console.warn(JSON.stringify({ level: 'WARN', message: 'request refused', reason, detail, requestId, awsRequestId }));
}
