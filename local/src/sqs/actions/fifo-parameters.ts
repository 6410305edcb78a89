import { ActionInput } from '../action-input';
import { contentId } from '../deduplication';
import { QueueSettings } from '../queue-model';
import { invalidParameterValue, missingParameter, SqsError } from '../sqs-error';

export interface GroupAndDuplicates {
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

/** The group of a message, which FIFO queues need, and what tells its duplicates there (texts are recorded). */
export function groupAndDuplicates(input: ActionInput, body: string, { fifo }: QueueSettings): GroupAndDuplicates {
  const groupId = identifier(input, 'MessageGroupId');
  const given = identifier(input, 'MessageDeduplicationId');
  if (!fifo) {
    if (given === undefined) return { groupId };
    throw invalidParameterValue('The request include parameter that is not valid for this queue type');
  }
  if (groupId === undefined) throw missingParameter('MessageGroupId');
  const deduplicationId = given ?? (fifo.contentBasedDeduplication ? contentId(body) : undefined);
  if (deduplicationId === undefined) throw noDeduplication();
  return { groupId, deduplicationId };
}

/** A batch fails as a whole where one of its messages could not be told from others, or has no group. */
export function checkBatch(entries: readonly ActionInput[], { fifo }: QueueSettings): void {
  if (!fifo) return;
  for (const entry of entries) {
    if (entry.text('MessageGroupId') === undefined) {
      throw invalidParameterValue('The request must contain the parameter MessageGroupId.');
    }
    if (entry.text('MessageDeduplicationId') === undefined && !fifo.contentBasedDeduplication) throw noDeduplication();
  }
}

function identifier(input: ActionInput, name: string): string | undefined {
  const value = input.text(name);
  if (value === undefined || /^[\x21-\x7e]{1,128}$/.test(value)) return value;
  throw invalidParameterValue(
    `Value ${value} for parameter ${name} is invalid. Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

function noDeduplication(): SqsError {
  return invalidParameterValue(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}
