import { IResolvable, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { MeteredRestRoute } from './metered-rest-route';
import { ResourcePolicy } from './resource-policy';
import { RestEndpoint } from './rest-endpoint';

/** Rule Q-10. */
const LARGEST_POLICY = 8_192;

export function checkResourcePolicy(
  where: IConstruct,
  resourcePolicy: ResourcePolicy | undefined,
  endpoint: RestEndpoint,
): void {
  if (resourcePolicy?._intent.kind === 'vpcEndpoints' && endpoint._intent.kind !== 'private') {
    const remedy = 'give it the endpoint RestEndpoint.privateTo([...])';
    refuse(where, 'only a private API is called through VPC endpoints', endpoint._intent.kind, remedy);
  }
}

/** A route that the policy would let nobody call. */
export function checkRouteUnderPolicy(route: MeteredRestRoute, resourcePolicy: ResourcePolicy | undefined): void {
  const { kind } = route.authorization._intent;
  if (resourcePolicy?._intent.kind === 'accounts' && kind !== 'iam') {
    const problem = `ResourcePolicy.allowAccounts would deny ${route.routeKey} to all, for its callers have no account`;
    refuse(route, problem, kind, 'authorize it by Authorization.iam(), or put it in an API of its own');
  }
}

/** The bytes that are certain: what a token stands for comes on top. */
export function checkPolicySize(where: IConstruct, policy: unknown): string[] {
  const known = Stack.of(where).resolve(Token.asAny(policy) as IResolvable) as unknown;
  const bytes = Buffer.byteLength(
    JSON.stringify(known, (_, value: unknown) => (isIntrinsic(value) ? '' : value)) ?? '',
  );
  return bytes <= LARGEST_POLICY
    ? []
    : [`the resource policy takes ${bytes} bytes, and may take ${LARGEST_POLICY}; join ranges, or ask AWS for more`];
}

function isIntrinsic(value: unknown): boolean {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}
