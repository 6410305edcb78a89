import { InvocationResult } from '../functions/function-invoker';

/**
 * Which messages of a batch stay in the queue after an invocation.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function failedMessages(
  result: InvocationResult,
  messageIds: readonly string[],
  reportsFailures: boolean,
): ReadonlySet<string> {
  const all = new Set(messageIds);
  if (result.kind !== 'success') return all;
  if (!reportsFailures || isNothing(result.payload)) return new Set();
  if (typeof result.payload !== 'object') return all;
  const { batchItemFailures: failures } = result.payload as { readonly batchItemFailures?: unknown };
  if (isNothing(failures)) return new Set();
  if (!Array.isArray(failures)) return all;
  const failed = failures.map(identifierOf);
  // an identifier that is none of the batch's makes the whole answer doubtful
  return failed.every((id) => id !== undefined && all.has(id)) ? new Set(failed as string[]) : all;
}

function identifierOf(failure: unknown): string | undefined {
  const id = (failure as { readonly itemIdentifier?: unknown } | null)?.itemIdentifier;
  return typeof id === 'string' ? id : undefined;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}
