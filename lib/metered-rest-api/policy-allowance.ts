import { overlap, patternsOf, reachOf, RouteMethod, widerPatternsOf } from '../runtime/contract/arn-pattern';
import { byMethod } from '../runtime/contract/route-table';

export interface RouteUnderPolicy extends RouteMethod {
  /** The route's key. */
  readonly text: string;
  readonly authorization: 'cognito' | 'iam' | 'jwt' | 'lambda' | 'none';
}

/**
 * What a resource policy must allow, as ARN patterns behind the stage: open and Cognito routes, which answer nobody
 * otherwise. And nothing else: beside the verdict of a function, and a permission to sign requests, one
 * Allow of the two is enough, so that an Allow of everything would undo the scopes of every route (rule R-62).
 */
export function allowedPatterns(routes: readonly RouteUnderPolicy[]): string[] {
  const atoms = byMethod(routes);
  const guarded = atoms.filter(({ route }) => !needsAllowance(route)).flatMap(reachOf);
  const known = new Map<string, boolean>();
  const isClean = (pattern: string) => {
    const clean = known.get(pattern) ?? !guarded.some((reach) => overlap(pattern, reach));
    known.set(pattern, clean);
    return clean;
  };
  const needed = atoms.filter(({ route }) => needsAllowance(route));
  const chosen = needed.flatMap((atom) => widerPatternsOf(atom).find(isClean) ?? patternsOf(atom));
  return chosen.includes('*') ? ['*'] : [...new Set(chosen)].sort();
}

/**
 * Routes whose requests are allowed for the sake of others, and whose verdict is a user's: it would have to deny
 * explicitly, and nothing here can see that it does. The shipped authorizer does, and signed requests are left out of the
 * allowance.
 */
export function openedRoutes(routes: readonly RouteUnderPolicy[], allowed: readonly string[]): string[] {
  const opened = byMethod(routes).filter(
    (at) =>
      at.route.authorization === 'lambda' &&
      reachOf(at).some((reach) => allowed.some((pattern) => overlap(pattern, reach))),
  );
  const remedy = 'give it a path that none of them matches, or an API of its own';
  return [...new Set(opened.map(({ route }) => route.text))].map(
    (text) =>
      `the resource policy must allow open or Cognito routes that match requests of ${text} too, ` +
      `and would let them in past its Authorization.lambda; ${remedy}`,
  );
}

function needsAllowance({ authorization }: RouteUnderPolicy): boolean {
  return authorization === 'none' || authorization === 'cognito';
}
