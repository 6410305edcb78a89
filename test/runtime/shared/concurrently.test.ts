import { concurrently } from '../../../lib/runtime/shared/concurrently';

it('calls for every item, and for no more than so many at a time', async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  await concurrently(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(item);
    running--;
  });
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it('fails where one call does', async () => {
  await expect(concurrently(2, [1, 2, 3], async (item) => Promise.reject(new Error(`${item}`)))).rejects.toThrow('1');
});

it('is done with nothing at once', async () => {
  await expect(concurrently(2, [], async () => undefined)).resolves.toBeUndefined();
});
