import { Duration, Lazy, Names, Token } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { warn } from '../core/warnings';
import { ManagedFirewallOptions } from '../shared/firewall';
import { MANAGED_RULE_GROUPS } from './managed-rule-groups';
import { Throttle } from '../shared/throttle';
import { Tier } from './tier';

const DEFAULT_RATE_LIMIT = 2_000;
const LARGEST_RATE_LIMIT = 2_000_000_000;
const WINDOWS = [60, 120, 300, 600];
/** These are secret whatever the authorization. */
const SECRET_HEADERS = ['authorization', 'cookie', 'x-api-key'];

export interface ManagedWebAclProps {
  readonly options: ManagedFirewallOptions;
  readonly tiers: Record<string, Tier>;
  /** The stage's. */
  readonly throttle?: Throttle;
  /** Headers with tokens or keys, asked for at synthesis. */
  readonly headers: () => string[];
}

interface TierRate {
  readonly name: string;
  readonly rate: number;
}

/** The web ACL of `Firewall.managed()`: the cheapest and surest rules first. */
export function managedWebAcl(scope: Construct, { options, headers, ...rates }: ManagedWebAclProps): CfnWebACL {
  const window = checkedWindow(scope, options.rateWindow ?? Duration.minutes(5));
  const countOnly = checkedRules(scope, options.countOnly ?? ['SizeRestrictions_BODY']);
  const limit = rateLimit(scope, options.rateLimit, window, ratesOf(rates));
  const rules = MANAGED_RULE_GROUPS.map(({ id, group, rules: known }, index) => ({
    name: id,
    priority: index + 1,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: group,
        ruleActionOverrides: known
          .filter((name) => countOnly.includes(name))
          .map((name) => ({ name, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: visibility(id),
  }));
  const byAddress = {
    name: 'RateByAddress',
    priority: 0,
    action: { block: {} },
    statement: { rateBasedStatement: { limit, aggregateKeyType: 'IP', evaluationWindowSec: window } },
    visibilityConfig: visibility('RateByAddress'),
  };
  return new CfnWebACL(scope, 'WebAcl', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    rules: [byAddress, ...rules],
    visibilityConfig: visibility(Names.uniqueResourceName(scope, { maxLength: 128, separator: '-' })),
    dataProtectionConfig: {
      dataProtections: [
        protect('SINGLE_HEADER', Lazy.list({ produce: () => [...new Set([...SECRET_HEADERS, ...headers()])] })),
        protect('QUERY_STRING'),
      ],
    },
  });
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

function protect(fieldType: string, fieldKeys?: string[]): CfnWebACL.DataProtectProperty {
  return { action: 'SUBSTITUTION', field: { fieldType, fieldKeys } };
}

/** Requests per second that a key of each tier may make: the stage's where it has no throttle, besides those of routes. */
function ratesOf({ tiers, throttle: ofStage }: Pick<ManagedWebAclProps, 'tiers' | 'throttle'>): TierRate[] {
  return Object.entries(tiers).map(([name, { throttle = ofStage, routes = {} }]) => {
    const all = [throttle, ...Object.values(routes)].map((one) => one?.rateLimit ?? 0);
    return { name, rate: all.find((rate) => Token.isUnresolved(rate)) ?? all.reduce((sum, rate) => sum + rate) };
  });
}

/** A caller who pays for a rate must not be stopped below it. */
function rateLimit(scope: Construct, given: number | undefined, window: number, rates: TierRate[]): number {
  const known = rates.filter(({ rate }) => !Token.isUnresolved(rate) && !Token.isUnresolved(window));
  const most = ({ rate }: TierRate) => Math.ceil(rate * window);
  if (given === undefined) {
    return Math.min(Math.max(DEFAULT_RATE_LIMIT, ...known.map(most)), LARGEST_RATE_LIMIT);
  }
  if (!Token.isUnresolved(given)) {
    if (!(Number.isInteger(given) && given >= 10 && given <= LARGEST_RATE_LIMIT)) {
      const remedy = `give a whole number of 10 to ${LARGEST_RATE_LIMIT} requests in rateWindow`;
      refuse(scope, 'rateLimit of the firewall is out of range', given, remedy);
    }
    for (const tier of known.filter((candidate) => most(candidate) > given)) {
      const text = `the firewall stops an address at ${given} requests in ${window} seconds`;
      const remedy = 'raise rateLimit, or acknowledge this where its callers have many addresses';
      warn(scope, 'firewallBelowTier', `${text}, where tier ${tier.name} may make ${most(tier)}; ${remedy}`);
    }
  }
  return given;
}

function checkedWindow(scope: Construct, window: Duration): number {
  const seconds = window.isUnresolved() ? undefined : window.toSeconds({ integral: false });
  if (seconds !== undefined && !WINDOWS.includes(seconds)) {
    refuse(
      scope,
      'rateWindow of the firewall is no window that AWS WAF has',
      `${seconds} s`,
      'use 1, 2, 5 or 10 minutes',
    );
  }
  return window.toSeconds();
}

/** AWS WAF takes a name that no rule has, and does nothing. */
function checkedRules(scope: Construct, names: string[]): string[] {
  const known = MANAGED_RULE_GROUPS.flatMap(({ rules }) => rules);
  for (const name of names) {
    if (Token.isUnresolved(names) || Token.isUnresolved(name)) {
      const remedy = 'write the names out: they are parts of the groups that the web ACL is made of';
      refuse(scope, 'countOnly of the firewall must be known at synthesis', names, remedy);
    }
    if (!known.includes(name)) {
      refuse(scope, 'countOnly of the firewall names no rule of its groups', name, `use some of ${known.join(', ')}`);
    }
  }
  return names;
}
