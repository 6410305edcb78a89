import { parseResourcePath } from './resource-path';

/** Paths whose variable differs from that of a sibling: AWS refuses to create them. */
export function variableConflicts(paths: readonly string[]): { readonly path: string; readonly problem: string }[] {
  const variables = new Map<string, string>();
  return paths.flatMap((path) => {
    const segments = parseResourcePath(path);
    if ('problem' in segments) return [];
    let parent = '';
    for (const segment of segments) {
      const isVariable = segment.kind !== 'static';
      const text = isVariable ? `{${segment.name}${segment.kind === 'greedy' ? '+' : ''}}` : segment.text;
      const sibling = isVariable ? (variables.get(parent) ?? text) : text;
      if (sibling !== text) return [{ path, problem: `${text} has a sibling ${sibling}: AWS refuses to create both` }];
      if (isVariable) variables.set(parent, text);
      parent += `/${text}`;
    }
    return [];
  });
}
