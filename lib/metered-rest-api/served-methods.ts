import { METHODS, METHODS_WITHOUT_OPTIONS } from '../core/route-key';

/** What of a route key counts here. */
interface MethodAndPath {
  readonly method: string;
  readonly path?: string;
}

/** Where routes are looked up. */
interface Routes {
  has(routeKey: string): boolean;
}

/**
 * The methods that a route answers: `ANY` stands for all that have no route of their own on its path, but not for a
 * preflight. Neither settings of a stage nor anybody outside AWS knows `ANY`.
 */
export function servedMethods({ method, path }: MethodAndPath, routes: Routes, hasPreflights = true): string[] {
  if (method !== 'ANY') {
    return [method];
  }
  const methods = hasPreflights ? METHODS_WITHOUT_OPTIONS : METHODS.filter((one) => one !== 'ANY');
  return methods.filter((one) => !routes.has(`${one} ${path}`));
}
