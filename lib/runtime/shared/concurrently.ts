/** Calls the function for every item, a limited number of them at a time. */
export async function concurrently<T>(
  limit: number,
  items: readonly T[],
  use: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const work = async (): Promise<void> => {
    for (const item of waiting) {
      await use(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
}
