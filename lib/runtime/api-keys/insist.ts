/** Milliseconds between tries: under four seconds in all, for a caller waits. */
const WAITS = [250, 500, 1_000, 2_000];

/**
 * Tries until it works, five times: what puts things right again must not give up at the first error.
 *
 * @param isDone asked after an error, for an error does not say that nothing was done
 */
export async function insist(
  action: () => Promise<void>,
  isDone: () => Promise<boolean> = async () => false,
): Promise<void> {
  for (const wait of [...WAITS, undefined]) {
    try {
      return await action();
    } catch (error) {
      if (await isDone().catch(() => false)) {
        return;
      }
      if (wait === undefined) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
