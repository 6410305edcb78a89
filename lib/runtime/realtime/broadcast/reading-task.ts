import { BroadcastFrame } from '../../contract/realtime/frames';

/** The rest of a partition, to be read by another invocation. */
export interface ReadingTask {
  readonly frame: BroadcastFrame;
  readonly except: readonly string[];
  readonly partition: string;
  /** Sort key to start after. */
  readonly after: string;
}
