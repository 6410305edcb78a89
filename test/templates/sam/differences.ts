/** Where we say something else than AWS SAM on purpose. */
export interface IntendedDifference {
  readonly reason: string;
  readonly sam: readonly string[];
  readonly ours: readonly string[];
}

/** What one of them says and the other doesn't, and nobody has given a reason for; and reasons for what is not so. */
export function unexplained(sam: readonly string[], ours: readonly string[], intended: readonly IntendedDifference[]) {
  const samOnly = without(sam, ours);
  const oursOnly = without(ours, sam);
  const expected = { sam: intended.flatMap((one) => one.sam), ours: intended.flatMap((one) => one.ours) };
  return {
    sam: without(samOnly, expected.sam),
    ours: without(oursOnly, expected.ours),
    noLongerSo: [...without(expected.sam, samOnly), ...without(expected.ours, oursOnly)],
  };
}

/** What `unexplained` gives when all is explained. */
export const NOTHING = { sam: [], ours: [], noLongerSo: [] };

function without(texts: readonly string[], others: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => !others.includes(text));
}
