import type { CustomResourceEvent } from './custom-resource-event';

/** What came of a request of CloudFormation's. */
export type Outcome =
  | { readonly status: 'SUCCESS'; readonly data: Record<string, string> }
  | { readonly status: 'FAILED'; readonly reason: string };

/** CloudFormation refuses answers over 4 KB. */
const LONGEST_REASON = 1_000;

/**
 * Answers CloudFormation. Throws where it does not take the answer, without naming the URL.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export async function sendAnswer(event: CustomResourceEvent, outcome: Outcome): Promise<void> {
  const body = JSON.stringify({
    Status: outcome.status,
    Reason: outcome.status === 'FAILED' ? outcome.reason.slice(0, LONGEST_REASON) : undefined,
    // the same for good: another id would make CloudFormation delete what it takes for the old resource
    PhysicalResourceId: event.PhysicalResourceId ?? event.LogicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    Data: outcome.status === 'SUCCESS' ? outcome.data : undefined,
  });
  // the URL is signed for an empty content type
  const response = await fetch(event.ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body }).catch(
    () => undefined,
  );
  if (!response?.ok) {
    const what = response ? `status ${response.status}` : 'no response';
    throw new Error(`CloudFormation did not take the answer to request ${event.RequestId}: ${what}`);
  }
}
