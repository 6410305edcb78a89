import { DispatchSettings, readSettings, REALTIME } from '../contract/realtime/settings';
import { dispatchOnAws } from '../realtime/broadcast/delivery-on-aws';
import { dispatchWorker, SqsHandler } from '../realtime/broadcast/workers';

let worker: SqsHandler | undefined;

/** Finds out whom broadcasts are for, and has them delivered. */
export const handler: SqsHandler = async (event, context) => {
  worker ??= dispatchWorker(dispatchOnAws(readSettings<DispatchSettings>(process.env[REALTIME])));
  return worker(event, context);
};
