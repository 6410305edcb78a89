import { BroadcastTarget, isExpired } from '../../contract/realtime/audience';
import { HANDSHAKE_MS } from '../handshake';
import { ConnectionsEndpoint, ConnectionStore } from '../ports';
import { Recipient } from './delivery-job';
import { PostingPace } from './posting-pace';
import { HasTime, Timing } from './timing';

/** Takes a connection that has ended out of the table, and tells whoever wants to know. */
export type EndConnection = (connectionId: string, reason: 'gone' | 'expired') => Promise<void>;

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
    let isOver = false;
    const outcome = await this.pace.run(async () => {
      // asked when its turn has come, which may be late
      isOver = isExpired({ expiresAt }, timing.now());
      if (!hasTime()) {
        return 'retry';
      }
      return isOver ? endpoint.close(connectionId) : endpoint.post(connectionId, frame);
    });
    if (outcome === 'retry' || (outcome === 'gone' && timing.now() - connectedAt < HANDSHAKE_MS)) {
      return 'later';
    }
    if (isOver || outcome === 'gone') {
      await this.end(connectionId, isOver ? 'expired' : 'gone', to);
      return 'done';
    }
    return outcome === 'refused' ? 'refused' : 'done';
  }

  private async end(connectionId: string, reason: 'gone' | 'expired', to: BroadcastTarget): Promise<void> {
    await this.parts.endConnection(connectionId, reason);
    if ('channel' in to || 'user' in to) {
      // where what led here was left behind, the connection's own item knew nothing of it
      await this.parts.store.forget(to, connectionId);
    }
  }
}
