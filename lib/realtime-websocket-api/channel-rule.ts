import { Token } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { refuse } from '../core/errors';
import { claimsOf, LONGEST_CHANNEL } from '../runtime/contract/realtime/channel-rules';

/** Names that the service gives another meaning in what authorizers say, so that the shipped one leaves them out. */
const NEVER_CLAIMS = ['claims', 'integrationLatency'];
/** As in requests of clients: control characters, and halves of characters. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** Options of every rule. */
export interface ChannelRuleOptions {
  /**
   * Whether members of these channels whom this rule lets in may ask who else is in them, by the action `presence`.
   * Where rules overlap, those whom only another rule lets in may not.
   *
   * @default false
   */
  readonly presence?: boolean;
}

/** @internal */
export type _ChannelRuleIntent =
  | { readonly kind: 'open'; readonly pattern: string; readonly presence: boolean }
  | { readonly kind: 'claims'; readonly pattern: string; readonly presence: boolean }
  | { readonly kind: 'function'; readonly pattern: string; readonly presence: boolean; readonly fn: IFunction };

/**
 * Who may join which channels. What no rule allows is denied. A rule can name one channel, `news`, or many: `*` stands
 * for one or more characters.
 *
 * @example
 * declare const isMember: lambda.Function;
 *
 * const channels = [
 *   ChannelRule.open('news'),
 *   ChannelRule.claims('tenant:{tenant_id}', { presence: true }),
 *   ChannelRule.lambda('room:*', isMember),
 * ];
 */
export class ChannelRule {
  /** Everyone who is connected may join. */
  public static open(pattern: string, options: ChannelRuleOptions = {}): ChannelRule {
    const where = 'ChannelRule.open';
    checkPattern(where, pattern);
    refuseBraces(where, pattern);
    return new ChannelRule({ kind: 'open', pattern, presence: options.presence ?? false });
  }

  /**
   * Those may join whose claims make the channel's name: with `tenant:{tenant_id}`, who has the claim `tenant_id` with
   * the value `t1` may join `tenant:t1`. Claims are those of the token, or the context that a Lambda authorizer gives.
   *
   * A value with `:` or a control character makes no name, so that no value reaches into the names of another rule: `:`
   * is what parts of names are to be separated by.
   *
   * @param template with the names of claims in braces
   */
  public static claims(template: string, options: ChannelRuleOptions = {}): ChannelRule {
    const where = 'ChannelRule.claims';
    checkPattern(where, template);
    if (!Token.isUnresolved(template)) {
      const rest = template.replace(/\{[^{}]+\}/g, '');
      if (claimsOf(template).length === 0 || /[{}]/.test(rest)) {
        refuse(where, 'the template names no claim', template, 'write one in braces, such as "tenant:{tenant_id}"');
      }
      if (template.includes('}{')) {
        const remedy = 'put something between them that neither has, such as "{tenant_id}:{role}"';
        refuse(where, 'claims side by side make the same name of different values', template, remedy);
      }
      const absent = claimsOf(template).find((claim) => NEVER_CLAIMS.includes(claim));
      if (absent) {
        const remedy = 'put what you need into a claim of another name, such as "{tenant_id}"';
        refuse(
          where,
          `the service keeps the name "${absent}" to itself, so that no such claim arrives`,
          template,
          remedy,
        );
      }
      if (rest.includes('*')) {
        const remedy = 'use ChannelRule.lambda, whose function sees the claims';
        refuse(where, 'a template of claims has no "*"', template, remedy);
      }
    } else {
      refuse(where, 'the template must be known at synthesis', template, 'write it out');
    }
    return new ChannelRule({ kind: 'claims', pattern: template, presence: options.presence ?? false });
  }

  /**
   * A function of yours decides. It gets `{ channel, connectionId, user, claims }` and answers `{ allow: true }`; any
   * other answer, and a failure, denies. It is asked once for each join, while the client waits.
   */
  public static lambda(pattern: string, fn: IFunction, options: ChannelRuleOptions = {}): ChannelRule {
    const where = 'ChannelRule.lambda';
    checkPattern(where, pattern);
    refuseBraces(where, pattern);
    return new ChannelRule({ kind: 'function', pattern, fn, presence: options.presence ?? false });
  }

  private constructor(/** @internal */ public readonly _intent: _ChannelRuleIntent) {}
}

function checkPattern(where: string, pattern: string | undefined): void {
  if (pattern === undefined) {
    refuse(where, 'the pattern is missing', pattern, 'name a channel, such as "news"');
  }
  if (!Token.isUnresolved(pattern) && (pattern === '' || Buffer.byteLength(pattern) > LONGEST_CHANNEL)) {
    const remedy = 'name a channel, such as "news", or many, such as "room:*"';
    refuse(where, `the pattern must have 1 to ${LONGEST_CHANNEL} bytes`, pattern, remedy);
  }
  if (UNFIT.test(pattern)) {
    refuse(
      where,
      'the pattern has control characters or half a character, which no channel has',
      pattern,
      'leave them out',
    );
  }
}

function refuseBraces(where: string, pattern: string): void {
  if (!Token.isUnresolved(pattern) && /[{}]/.test(pattern)) {
    const remedy = 'use ChannelRule.claims for claims, "*" for any characters';
    refuse(where, 'the pattern has braces', pattern, remedy);
  }
}
