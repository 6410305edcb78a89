import { BroadcastMessage } from '../../contract/realtime/broadcast-message';
import { exceptionsOf, idOf, insist, recordOf, targetOf } from './check-parts';

const MEMBERS = ['to', 'data', 'id', 'except'];

/** Refuses what is no broadcast. Says what is wrong, and never what the data is. */
export function checkMessage(value: unknown): BroadcastMessage {
  const { to, data, id, except } = recordOf(value, 'the message', MEMBERS);
  insist(data !== undefined, 'data is missing');
  return { to: targetOf(to), data, ...(id !== undefined && { id: idOf(id) }), except: exceptionsOf(except) };
}
