import { Duration } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { aws_wafv2 } from 'aws-cdk-lib/interfaces';
import { refuse } from '../core/errors';

/** Options of `Firewall.managed`. */
export interface ManagedFirewallOptions {
  /**
   * Requests one address may make in `rateWindow` before it gets 403 until it makes fewer. 10 to 2,000,000,000. Callers
   * behind one proxy share an address.
   *
   * @default - 2,000 in 5 minutes, or as many as the fastest tier may make, where that is more; a tier without throttle
   * may make as many as the stage
   *
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
   */
  readonly rateLimit?: number;

  /**
   * Time over which requests are counted: 1, 2, 5 or 10 minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly rateWindow?: Duration;

  /**
   * Rules of the managed groups that only count what they match, in CloudWatch metrics, rather than refuse it. In
   * place of the default, not in addition to it: `[]` lets every rule refuse.
   *
   * `SizeRestrictions_BODY` would refuse every body over 8 KB, where API Gateway takes 10 MB. What goes through is
   * inspected in its first 16 KB.
   *
   * @default ['SizeRestrictions_BODY']
   *
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
   */
  readonly countOnly?: string[];
}

/** @internal */
export type _FirewallIntent =
  | { readonly kind: 'managed'; readonly options: ManagedFirewallOptions }
  | { readonly kind: 'webAcl'; readonly webAclArn: string }
  | { readonly kind: 'none' };

/**
 * AWS WAF in front of a stage. It comes before keys and authorizers, so that what it refuses costs no invocation and no
 * quota. An HTTP API cannot have it.
 *
 * @example
 * new MeteredRestApi(this, 'Partners', {
 *   authorization: Authorization.iam(),
 *   firewall: Firewall.managed({ rateLimit: 500, rateWindow: Duration.minutes(1) }),
 * });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
 */
export class Firewall {
  /**
   * A web ACL of AWS's managed rules (`AWSManagedRulesCommonRuleSet`, which refuses requests without User-Agent as well,
   * `AWSManagedRulesKnownBadInputsRuleSet`, `AWSManagedRulesAmazonIpReputationList`) and a limit by address. Callers get
   * 403. What it keeps of sampled requests is without query strings and the headers that hold tokens and keys.
   *
   * In most Regions it costs about 9 dollars a month, and 0.60 dollars a million requests.
   *
   * @see https://aws.amazon.com/waf/pricing/
   */
  public static managed(options: ManagedFirewallOptions = {}): Firewall {
    return new Firewall({ kind: 'managed', options });
  }

  /** A web ACL of yours, of scope `REGIONAL`. */
  public static webAcl(acl: aws_wafv2.IWebACLRef): Firewall {
    if (CfnWebACL.isCfnWebACL(acl) && acl.scope === 'CLOUDFRONT') {
      refuse(acl, 'a web ACL for CloudFront cannot stand before an API', acl.scope, 'use one of scope REGIONAL');
    }
    return new Firewall({ kind: 'webAcl', webAclArn: acl.webAclRef.webAclArn });
  }

  /** A web ACL of yours that is not in this app, of scope `REGIONAL`. */
  public static webAclArn(webAclArn: string): Firewall {
    return new Firewall({ kind: 'webAcl', webAclArn });
  }

  /** No web ACL, or one that AWS Firewall Manager brings. */
  public static none(): Firewall {
    return new Firewall({ kind: 'none' });
  }

  private constructor(/** @internal */ public readonly _intent: _FirewallIntent) {}
}
