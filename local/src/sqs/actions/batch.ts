import { ActionInput } from '../action-input';
import { batchError, SqsError } from '../sqs-error';

const MOST_ENTRIES = 10;

interface BatchResult {
  readonly Successful: readonly object[];
  readonly Failed: readonly object[];
}

/** The entries of a batch, none of which is looked at unless the batch as a whole is right. */
export function batchEntries(input: ActionInput, entryType: string): ActionInput[] {
  const entries = input.inputs('Entries');
  if (entries.length === 0) {
    throw batchError('EmptyBatchRequest', `There should be at least one ${entryType} in the request.`);
  }
  if (entries.length > MOST_ENTRIES) {
    const message = `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${entries.length}.`;
    throw batchError('TooManyEntriesInBatchRequest', message);
  }
  const ids = entries.map((entry) => entry.text('Id') ?? '');
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id))) {
    throw batchError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated) throw batchError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
  return entries;
}

/** Does each entry for itself: one that fails leaves the others alone. */
export function eachEntry(entries: readonly ActionInput[], handle: (entry: ActionInput) => object): BatchResult {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    const Id = entry.text('Id');
    try {
      Successful.push({ Id, ...handle(entry) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      Failed.push({ Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}
