import { GatewayRequest, headerValue } from '../core/request';
import { matchesGlob } from './glob';
import { isInRange, isIpRange } from './ip-range';

/** What must hold of a request for a statement of a policy to count. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  /** One that fits is enough; of a negated operator none may. */
  readonly values: readonly string[];
}

/** Whoever signed a request. */
export interface Signer {
  readonly arn: string;
  readonly accountId: string;
}

type Fits = (found: string, wanted: string) => boolean;

const OPERATORS: Readonly<Record<string, Fits>> = {
  ArnEquals: (found, wanted) => matchesGlob(wanted, found),
  ArnLike: (found, wanted) => matchesGlob(wanted, found),
  Bool: (found, wanted) => found === wanted.toLowerCase(),
  IpAddress: isInRange,
  StringEquals: (found, wanted) => found === wanted,
  StringEqualsIgnoreCase: (found, wanted) => found.toLowerCase() === wanted.toLowerCase(),
  StringLike: (found, wanted) => matchesGlob(wanted, found),
};

const NEGATED: Readonly<Record<string, string>> = {
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
};

type Find = (request: GatewayRequest, signer: Signer | undefined) => string | undefined;

/** By lower-case name, as names of keys know no case. */
const KEYS: Readonly<Record<string, Find>> = {
  'aws:principalaccount': (_, signer) => signer?.accountId,
  'aws:principalarn': (_, signer) => signer?.arn,
  'aws:referer': ({ headers }) => headerValue(headers, 'referer'),
  // at AWS nobody calls without TLS
  'aws:securetransport': () => 'true',
  'aws:sourceip': ({ sourceIp }) => sourceIp,
  'aws:useragent': ({ headers }) => headerValue(headers, 'user-agent'),
};

/** Why a condition can't be evaluated; undefined when it can. */
export function conditionProblem({ operator, key, values }: PolicyCondition): string | undefined {
  const { name } = parseOperator(operator);
  if (!Object.hasOwn(OPERATORS, name)) return `the operator ${operator} is not evaluated`;
  if (!Object.hasOwn(KEYS, key.toLowerCase())) return `the key ${key} is not evaluated`;
  if (values.some((value) => value.includes('${'))) return 'policy variables are not evaluated';
  if (name === 'IpAddress' && !values.every(isIpRange)) return `${key} must be addresses or ranges of them`;
  return undefined;
}

/** Of a key that a request does not have nothing is true, and so every negation is. */
export function conditionHolds(condition: PolicyCondition, request: GatewayRequest, signer?: Signer): boolean {
  const { name, isNegated, isOptional } = parseOperator(condition.operator);
  const found = KEYS[condition.key.toLowerCase()]?.(request, signer);
  if (found === undefined) return isNegated || isOptional;
  return condition.values.some((wanted) => OPERATORS[name]!(found, wanted)) !== isNegated;
}

function parseOperator(operator: string): { name: string; isNegated: boolean; isOptional: boolean } {
  const plain = operator.replace(/IfExists$/, '');
  const negated = Object.hasOwn(NEGATED, plain) ? NEGATED[plain] : undefined;
  return { name: negated ?? plain, isNegated: negated !== undefined, isOptional: plain !== operator };
}
