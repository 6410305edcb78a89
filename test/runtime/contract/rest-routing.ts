import { ScopedRoute } from '../../../lib/runtime/contract/route-table';

/** Written apart from the library's code, straight from the rules, to check it by. */

/** `*` is any text, `?` any character; a policy variable stands for something that is not there. */
function matches(pattern: string, text: string): boolean {
  if (pattern.includes('${')) {
    return false;
  }
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^]*')
    .replace(/\?/g, '[^]');
  return new RegExp(`^${source}$`).test(text);
}

/** Deny beats Allow, and what nothing matches is denied. */
export function isAllowed(
  statements: readonly { readonly Effect: string; readonly Resource: readonly string[] }[],
  arn: string,
): boolean {
  const effects = statements.filter(({ Resource }) => Resource.some((one) => matches(one, arn)));
  return effects.length > 0 && effects.every(({ Effect }) => Effect === 'Allow');
}

const ALL_METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** The route of a request as have it, and the method it is known by in the table. */
export function routeOfRequest(routes: readonly ScopedRoute[], method: string, path: string): ScopedRoute | undefined {
  const segments = path
    .replace(/^\/+/, '')
    .replace(/(?<=[^/])\/$/, '')
    .split('/');
  const resources = [...new Set(routes.map((route) => route.path))];
  // when the best resource lacks the method, the next one that fits may have it
  const fitting = resources.filter((resource) => fits(partsOf(resource), segments)).sort(bySpecificity);
  for (const resource of fitting) {
    const at = routes.filter((route) => route.path === resource);
    const found =
      at.find((route) => route.method === method) ??
      at.find((route) => route.method === 'ANY' && ALL_METHODS.includes(method));
    if (found) {
      return found;
    }
  }
  return undefined;
}

function partsOf(resource: string): string[] {
  return resource === '/' ? [''] : resource.slice(1).split('/');
}

function fits([part, ...parts]: string[], [segment, ...segments]: string[]): boolean {
  if (part === undefined || segment === undefined) {
    return part === undefined && segment === undefined;
  }
  if (part.endsWith('+}')) {
    return [segment, ...segments].join('/') !== '';
  }
  return (part.startsWith('{') ? segment !== '' : part === segment) && fits(parts, segments);
}

/** level by level static, parameter, greedy. */
function bySpecificity(a: string, b: string): number {
  const ranks = (resource: string) =>
    partsOf(resource).map((part) => (part.endsWith('+}') ? 2 : part.startsWith('{') ? 1 : 0));
  const [x, y] = [ranks(a), ranks(b)];
  const level = x.findIndex((rank, index) => rank !== y[index]);
  return level < 0 ? 0 : x[level] - (y[level] ?? -1);
}

/** one variable child per level, nothing under a greedy one. */
export function mayExist(routes: readonly ScopedRoute[]): boolean {
  const variables = new Map<string, string>();
  return routes.every(({ path }) => {
    const parts = partsOf(path);
    return parts.every((part, index) => {
      if (!part.startsWith('{')) {
        return true;
      }
      const parent = parts.slice(0, index).join('/');
      const known = variables.get(parent) ?? part;
      variables.set(parent, known);
      return known === part && (!part.endsWith('+}') || index === parts.length - 1);
    });
  });
}
