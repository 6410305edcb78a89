/** A part of a route's or resource's path. */
export type Segment =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  /** `{name+}`: one or more segments, at the end only (H-5, R-4). */
  | { readonly kind: 'greedy'; readonly name: string };

const RANK = { static: 0, parameter: 1, greedy: 2 };

/** The more literal path from the left first, then the longer one. */
export function compareSegments(a: readonly Segment[], b: readonly Segment[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = RANK[a[index]!.kind] - RANK[b[index]!.kind];
    if (difference !== 0) return difference;
  }
  return b.length - a.length;
}
