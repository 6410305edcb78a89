import { isDeepStrictEqual } from 'node:util';

/**
 * Gives the thing of that name: the one from before a reload if what it was made for, its basis, is still the same, or else
 * a new one.
 */
export type Keep = <T>(name: string, basis: unknown, make: () => T) => T;

interface Keepsake {
  readonly basis: unknown;
  readonly thing: unknown;
}

/** Things that outlive a reload: token buckets, counters, caches. What a reading does not ask for is forgotten. */
export class Keepsakes {
  private kept: ReadonlyMap<string, Keepsake> = new Map();

  /** Makes what one reading of the assembly brings, with what the one before has left. When that fails, all stays. */
  public renew<T>(make: (keep: Keep) => T): T {
    const kept = new Map<string, Keepsake>();
    const made = make((name, basis, makeThing) => {
      const known = kept.get(name) ?? this.kept.get(name);
      const keepsake = known && isDeepStrictEqual(known.basis, basis) ? known : { basis, thing: makeThing() };
      kept.set(name, keepsake);
      return keepsake.thing as ReturnType<typeof makeThing>;
    });
    this.kept = kept;
    return made;
  }
}

/** Names things within what has that name. */
export function keepWithin(owner: string, keep: Keep): Keep {
  return (name, basis, make) => keep(`${owner} ${name}`, basis, make);
}
