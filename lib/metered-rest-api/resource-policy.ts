import { isIPv4, isIPv6 } from 'node:net';
import { Token } from 'aws-cdk-lib';
import { IVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { refuse } from '../core/errors';

/** @internal */
export type _ResourcePolicyIntent =
  | { readonly kind: 'ipRanges'; readonly ranges: string[] }
  | { readonly kind: 'vpcEndpoints'; readonly vpcEndpoints: IVpcEndpoint[] }
  | { readonly kind: 'accounts'; readonly accounts: string[] };

/**
 * Who may come near a REST API at all. Whoever may not gets 403 before any authorizer, by an explicit denial. Whoever
 * may still has to be authorized: a token, a signature or a key is demanded of them as before.
 *
 * On routes with `Authorization.iam()`, callers of this account need the permission of `grantInvoke`, as without a
 * policy. Callers of other accounts get in only by `allowAccounts`, and need a permission in their own account as well.
 *
 * Open and Cognito routes are allowed by the policy, and no others. It is an error if that would also let in requests of a
 * route with `Authorization.lambda`, whose function may answer neither Allow nor Deny.
 *
 * A policy has at most 8,192 bytes.
 *
 * @example
 * new MeteredRestApi(this, 'Partners', {
 *   authorization: Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] }),
 *   resourcePolicy: ResourcePolicy.allowIpRanges(['203.0.113.0/24', '2001:db8::/32']),
 * });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export class ResourcePolicy {
  /**
   * Only addresses in these ranges, such as `203.0.113.0/24` or `2001:db8::/32`. For a private API the addresses within
   * the VPC count. A proxy in front of the API counts as its caller.
   */
  public static allowIpRanges(ranges: string[]): ResourcePolicy {
    const where = 'ResourcePolicy.allowIpRanges';
    checkSome(where, ranges, 'give ranges such as "203.0.113.0/24"');
    known(ranges).forEach((range) => checkRange(where, range));
    return new ResourcePolicy({ kind: 'ipRanges', ranges });
  }

  /**
   * Also these VPC endpoints, besides those of `RestEndpoint.privateTo`: such as endpoints in other accounts, which the
   * API cannot be associated with. Private APIs only.
   */
  public static allowVpcEndpoints(vpcEndpoints: IVpcEndpoint[]): ResourcePolicy {
    checkSome('ResourcePolicy.allowVpcEndpoints', vpcEndpoints, 'give interface endpoints for execute-api');
    return new ResourcePolicy({ kind: 'vpcEndpoints', vpcEndpoints });
  }

  /**
   * Only principals of these accounts, of 12 digits. List your own account too if it is to call. Only for APIs all of
   * whose routes have `Authorization.iam()`: nobody else's account is known.
   */
  public static allowAccounts(accounts: string[]): ResourcePolicy {
    const where = 'ResourcePolicy.allowAccounts';
    checkSome(where, accounts, 'give account numbers');
    for (const account of known(accounts).filter((one) => !/^\d{12}$/.test(one))) {
      refuse(where, 'not the number of an account', account, 'write its 12 digits, as a text');
    }
    return new ResourcePolicy({ kind: 'accounts', accounts });
  }

  private constructor(/** @internal */ public readonly _intent: _ResourcePolicyIntent) {}
}

/** A list may be a token, and so may each of its members. */
function known(values: string[]): string[] {
  return Token.isUnresolved(values) ? [] : values.filter((value) => !Token.isUnresolved(value));
}

function checkSome(where: string, values: unknown[], remedy: string): void {
  if (values.length === 0) {
    refuse(where, 'nobody could call the API', values, remedy);
  }
}

function checkRange(where: string, range: string): void {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(range) ?? [];
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined;
  if (most === undefined || Number(bits ?? most) > most) {
    refuse(where, 'not a range of addresses', range, 'write it such as "203.0.113.0/24" or "2001:db8::/32"');
  }
  if (bits !== undefined && Number(bits) === 0) {
    refuse(where, 'the range has every address there is', range, 'narrow it, or leave resourcePolicy out');
  }
}
