/** Begins to measure real time; the result tells the milliseconds since then. */
export function startStopwatch(): () => number {
  const started = performance.now();
  return () => performance.now() - started;
}
