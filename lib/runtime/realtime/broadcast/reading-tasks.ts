import { BroadcastMessage } from '../../contract/realtime/broadcast-message';
import { BroadcastFrame } from '../../contract/realtime/frames';

/** A broadcast, with the id that it keeps however often it is begun. */
export interface FirstReading {
  readonly message: BroadcastMessage & { readonly id: string };
  /** How often it was tried before. */
  readonly attempt: number;
}

/** The rest of a partition, to be read by another invocation. */
export interface FurtherReading {
  readonly frame: BroadcastFrame;
  readonly except: readonly string[];
  readonly partition: string;
  /** Sort key to start after. */
  readonly after: string;
  /** How often it was tried before to read on from there. */
  readonly attempt: number;
}
