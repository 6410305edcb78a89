import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { QuotaThresholdReached } from '../../../lib/runtime/contract/quota-event';

/** Keeps what it gets. */
export class FakeEventBus {
  public readonly entries: NonNullable<PutEventsCommand['input']['Entries']> = [];
  public refuse = false;

  public get client(): EventBridgeClient {
    return this as unknown as EventBridgeClient;
  }

  public get details(): QuotaThresholdReached[] {
    return this.entries.map(({ Detail = '' }) => JSON.parse(Detail));
  }

  public async send({ input }: PutEventsCommand): Promise<object> {
    if (this.refuse) {
      return { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] };
    }
    this.entries.push(...(input.Entries ?? []));
    return { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] };
  }
}
