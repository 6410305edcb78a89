/** npm's shell passes no signal on: when npm has gone, so has our parent, and nobody could end us. */
export function endWithParent() {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 1_000).unref();
}
