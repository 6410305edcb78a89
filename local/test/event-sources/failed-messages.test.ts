import { failedMessages } from '../../src/event-sources/failed-messages';
import { InvocationResult } from '../../src/functions/function-invoker';
import { success } from '../support/success';

const failures = (...ids: unknown[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });
const failedOf = (result: InvocationResult, reports = true) => [...failedMessages(result, ['a', 'b'], reports)];

describe('Lambda: which messages stay in the queue', () => {
  it('those that the function names', () => {
    expect(failedOf(success(failures('b')))).toEqual(['b']);
  });

  it.each([[null], [undefined], [{}], [failures()], [{ batchItemFailures: null }], [{ statusCode: 200 }]])(
    'none for %j',
    (payload) => expect(failedOf(success(payload))).toEqual([]),
  );

  it.each([
    [failures('')],
    [failures(null)],
    [{ batchItemFailures: [{ messageId: 'a' }] }],
    [{ batchItemFailures: [null] }],
  ])('all for %j', (payload) => expect(failedOf(success(payload))).toEqual(['a', 'b']));

  it.each([[failures('a', 'unknown')], [{ batchItemFailures: 'a' }], ['done'], [7]])(
    'all for %j (assumed)',
    (payload) => expect(failedOf(success(payload))).toEqual(['a', 'b']),
  );

  it.each<InvocationResult>([
    { kind: 'error', errorType: 'Error', errorMessage: 'no', durationMs: 1 },
    { kind: 'function-timeout', durationMs: 1 },
    { kind: 'not-found' },
  ])('all after $kind', (result) => {
    expect(failedOf(result)).toEqual(['a', 'b']);
    expect(failedOf(result, false)).toEqual(['a', 'b']);
  });

  it('none, whatever it answers, when it is not set to report', () => {
    expect(failedOf(success(failures('a')), false)).toEqual([]);
  });
});
