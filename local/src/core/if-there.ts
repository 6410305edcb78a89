/** What a look at the disk or at a process gives; undefined for what is not there, or goes while it is looked at. */
export function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
