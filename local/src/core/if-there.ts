/** What a look at the disk gives; undefined for what is not there, or is deleted while it is looked at. */
export function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
