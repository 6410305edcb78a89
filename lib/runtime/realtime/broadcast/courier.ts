import { BroadcastTarget, Connection, isExpired } from '../../contract/realtime/audience';
import { ConnectionsEndpoint, ConnectionStore } from '../ports';
import { Recipient } from './delivery-job';
import { PostingPace } from './posting-pace';
import { HasTime, Timing } from './timing';

/**
 * How long a connection that is not there may still be connecting (W-2): the function behind `$connect` has 29
 * seconds.
 */
const CONNECTING_MILLISECONDS = 30_000;

/** Takes a connection that has ended out of the table, tells whoever wants to know, and gives what was there. */
export type EndConnection = (connectionId: string, reason: 'gone' | 'expired') => Promise<Connection | undefined>;

export interface CourierParts {
  readonly endpoint: ConnectionsEndpoint;
  readonly store: Pick<ConnectionStore, 'forget'>;
  readonly endConnection: EndConnection;
  readonly timing: Timing;
}

/** What became of a recipient: it was told or is no more, is to be tried again, or can't be told. */
export type Told = 'done' | 'later' | 'refused';

/** Hands a frame to one recipient, and tidies up where there is none any more. */
export class Courier {
  private readonly pace = new PostingPace();

  public constructor(private readonly parts: CourierParts) {}

  public async tell(recipient: Recipient, frame: string, to: BroadcastTarget, hasTime: HasTime): Promise<Told> {
    const [connectionId, connectedAt, expiresAt] = recipient;
    const { endpoint, timing } = this.parts;
    // asked when its turn has come, which may be late
    const inTime = (act: () => ReturnType<ConnectionsEndpoint['post']>) =>
      this.pace.run(async () => (hasTime() ? act() : 'retry'));
    if (isExpired({ expiresAt }, timing.now())) {
      const closed = await inTime(() => endpoint.close(connectionId));
      return closed === 'retry' ? 'later' : this.end(connectionId, 'expired', to);
    }
    const outcome = await inTime(() => endpoint.post(connectionId, frame));
    switch (outcome) {
      case 'delivered':
        return 'done';
      case 'refused':
        return 'refused';
      case 'retry':
        return 'later';
      case 'gone':
        return timing.now() - connectedAt < CONNECTING_MILLISECONDS ? 'later' : this.end(connectionId, 'gone', to);
    }
  }

  private async end(connectionId: string, reason: 'gone' | 'expired', to: BroadcastTarget): Promise<Told> {
    const ended = await this.parts.endConnection(connectionId, reason);
    if (!ended && !('connection' in to)) {
      // what led here was written for a connection that had ended: nobody else finds it
      await this.parts.store.forget(to, connectionId);
    }
    return 'done';
  }
}
