import { Segment } from '../core/path-segment';

/** The path of a resource taken apart, or what is wrong with it (R-4, C-28). */
export function parseResourcePath(path: string): readonly Segment[] | { readonly problem: string } {
  if (!path.startsWith('/')) return { problem: `a path starts with a slash, got ${JSON.stringify(path)}` };
  const segments: Segment[] = [];
  for (const text of splitPath(path)) {
    const segment = parseSegment(text);
    if (!segment) return { problem: `a segment is literal or one variable as a whole, got ${JSON.stringify(text)}` };
    if (segments.at(-1)?.kind === 'greedy') return { problem: 'nothing may follow a greedy variable' };
    segments.push(segment);
  }
  return segments;
}

/** A slash at the end makes no difference. */
export function splitPath(path: string): string[] {
  const inner = path.replace(/^\//, '').replace(/\/$/, '');
  return inner === '' ? [] : inner.split('/');
}

function parseSegment(text: string): Segment | undefined {
  const [, name, plus] = /^\{([\w.:$-]+)(\+?)\}$/.exec(text) ?? [];
  if (name) return plus ? { kind: 'greedy', name } : { kind: 'parameter', name };
  return /^[\w.,:$@%~!*'()&=;+-]+$/.test(text) ? { kind: 'static', text } : undefined;
}
