import { DeliverySettings, readSettings, REALTIME } from '../contract/realtime/settings';
import { deliveryOnAws } from '../realtime/broadcast/delivery-on-aws';
import { deliverWorker, SqsHandler } from '../realtime/broadcast/workers';

let worker: SqsHandler | undefined;

/** Posts broadcasts to the recipients of delivery jobs. */
export const handler: SqsHandler = async (event, context) => {
  worker ??= deliverWorker(deliveryOnAws(readSettings<DeliverySettings>(process.env[REALTIME])));
  return worker(event, context);
};
