import { METHODS_WITHOUT_OPTIONS } from '../../core/route-key';

/** A statement of the body's policy, in JSON. */
export type PolicyStatementJson = Record<string, unknown>;

/** Who must not get through, whatever allows it: a condition that is true for them. */
export interface PolicyDenial {
  readonly Condition: Record<string, Record<string, unknown>>;
}

export interface PolicyProps {
  readonly denials: PolicyDenial[];
  /** Accounts that are let through, and no others: then every route is authorized by signature. */
  readonly accounts?: string[];
  readonly stageName: string;
  /** ARN patterns behind the stage, of routes that nothing else allows. */
  readonly allowed: string[];
  /** Whether API Gateway answers preflights, which browsers never sign. */
  readonly hasPreflights: boolean;
  /** Whether routes are authorized by signature. */
  readonly hasSignedRoutes: boolean;
}

type Resources = Omit<PolicyProps, 'accounts' | 'denials'>;

/** The import writes the API's ARN in place of it (rule C-17). */
const EVERYTHING = 'execute-api:/*';
/** With preflights there are no routes with the method OPTIONS. */
const PREFLIGHTS = 'OPTIONS/*';

/**
 * A resource policy: an explicit denial for whoever has no business here, and an allowance for the others where nothing
 * else allows them (rule R-62). A policy of denials alone is what AWS shows for a private API with a Lambda authorizer.
 */
export function policy({ denials, accounts, ...props }: PolicyProps): Record<string, unknown> | undefined {
  if (denials.length === 0 && accounts === undefined) {
    return undefined;
  }
  return {
    Version: '2012-10-17',
    Statement: [
      ...denials.map((denial) => statement('Deny', denial)),
      ...(accounts ? forAccounts(accounts, props) : allowance(props)),
    ],
  };
}

/** An account lets its principals in as far as their own policies say: both must, and here that holds for this one too. */
function forAccounts(accounts: string[], { hasPreflights, stageName }: Resources): PolicyStatementJson[] {
  const Resource = hasPreflights ? METHODS_WITHOUT_OPTIONS.map((method) => `execute-api:/*/${method}/*`) : EVERYTHING;
  return [
    statement('Deny', { Resource, Condition: { StringNotEquals: { 'aws:PrincipalAccount': accounts } } }),
    statement('Allow', { Resource, Principal: { AWS: accounts } }),
    ...(hasPreflights ? [statement('Allow', { Resource: inStage(stageName, PREFLIGHTS) })] : []),
  ];
}

/**
 * Where requests are signed, an allowance for everyone would be enough for every identity of the account, and for other
 * accounts as far as they allow it themselves. Requests that are not signed have no account.
 */
function allowance({ allowed, hasPreflights, hasSignedRoutes, stageName }: Resources): PolicyStatementJson[] {
  const patterns = [...allowed, ...(hasPreflights ? [PREFLIGHTS] : [])];
  if (patterns.length === 0) {
    return [];
  }
  const Resource = allowed.includes('*') ? EVERYTHING : patterns.map((pattern) => inStage(stageName, pattern));
  const unsigned = { Condition: { Null: { 'aws:PrincipalAccount': 'true' } } };
  return [statement('Allow', { Resource, ...(hasSignedRoutes ? unsigned : {}) })];
}

/** A wildcard for the stage would match slashes too, and so a method and path that stand within another path. */
function inStage(stageName: string, pattern: string): string {
  return `execute-api:/${stageName}/${pattern}`;
}

function statement(effect: 'Allow' | 'Deny', rest: object): PolicyStatementJson {
  return { Effect: effect, Principal: '*', Action: 'execute-api:Invoke', Resource: EVERYTHING, ...rest };
}
