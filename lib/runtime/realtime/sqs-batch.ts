import { Log } from './log';

/** Of an SQS event, what is needed here. */
export interface SqsEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** Messages that come again (`ReportBatchItemFailures`). */
export interface SqsBatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/** Does all messages of an event at a time. One that fails fails alone. */
export async function eachMessage(
  event: SqsEvent,
  log: Log,
  use: (body: string, messageId: string) => Promise<void>,
): Promise<SqsBatchResponse> {
  const batchItemFailures: SqsBatchResponse['batchItemFailures'] = [];
  const work = event.Records.map(async ({ body, messageId }) => {
    try {
      await use(body, messageId);
    } catch (error) {
      log('ERROR', 'message failed', { messageId, error });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  });
  await Promise.all(work);
  return { batchItemFailures };
}
