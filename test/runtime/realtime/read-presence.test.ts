import { itemOf } from '../../../lib/runtime/contract/realtime/connections-table';
import { readPresence } from '../../../lib/runtime/realtime/read-presence';
import { connection, NOON } from './fixtures';

const channel = 'room';
/** Two members a page, in the shard of each. */
const page = async (partition: string, after = '0', limit = 2) => {
  const ids = Array.from({ length: 100 }, (_, index) => `c${100 + index}`);
  const left = ids.filter((id) => itemOf({ channel }, id).pk === partition && id > after);
  const members = left.slice(0, limit).map((connectionId) => connection({ connectionId }));
  return { members, ...(left.length > limit && { next: members[limit - 1].connectionId }) };
};

it('everyone is counted, page by page', async () => {
  expect(await readPresence({ page }, channel, () => NOON)).toEqual({
    users: [{ user: 'ada', connections: 100 }],
    isPartial: false,
  });
});

it('of a sample it says so', async () => {
  const { users, isPartial } = await readPresence({ page }, channel, () => NOON, 1);
  expect(users).toEqual([{ user: 'ada', connections: 16 }]);
  expect(isPartial).toBe(true);
});
