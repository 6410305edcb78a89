/** Waits for all, also when one fails, so that none runs on; then ends this process with what failed, if anything did. */
export async function finishAll(promises) {
  const results = await Promise.allSettled(promises);
  const reasons = results.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message);
  if (reasons.length === 0) return;
  console.error([...new Set(reasons)].join('\n'));
  process.exit(1);
}
