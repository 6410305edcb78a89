import { Connection } from '../contract/realtime/audience';
import { ChannelRule } from '../contract/realtime/channel-rules';

/** What the rules say without asking a function. */
export type RuledAccess =
  | { readonly allowed: true }
  /** Functions that may still let the caller in; none: denied. */
  | { readonly allowed: false; readonly ask: readonly string[] };

type Caller = Pick<Connection, 'user' | 'claims'>;

/** Whether a caller may join a channel. Functions are left for last: they cost time and money. */
export function ruledAccess(rules: readonly ChannelRule[], channel: string, caller: Caller): RuledAccess {
  if (rules.some((rule) => letsIn(rule, channel, caller))) {
    return { allowed: true };
  }
  const functions = rules.flatMap((rule) =>
    rule.kind === 'function' && matchesPattern(rule.pattern, channel) ? rule.functionArn : [],
  );
  return { allowed: false, ask: [...new Set(functions)] };
}

function letsIn(rule: ChannelRule, channel: string, caller: Caller): boolean {
  switch (rule.kind) {
    case 'open':
      return matchesPattern(rule.pattern, channel);
    case 'claims':
      return channelOf(rule.template, caller) === channel;
    case 'function':
      return false;
  }
}

/** `*` stands for one or more characters. In time that grows with the channel's length only. */
export function matchesPattern(pattern: string, channel: string): boolean {
  const [first, ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) {
    return channel === first;
  }
  let end = channel.startsWith(first) ? first.length : -1;
  for (const literal of rest) {
    const found = end < 0 || end >= channel.length ? -1 : channel.indexOf(literal, end + 1);
    end = found < 0 ? -1 : found + literal.length;
  }
  return end >= 0 && channel.endsWith(last) && channel.length - last.length > end;
}

/** `:` separates the parts of channels' names: `t1:admin` for `tenant:{t}` is not to make what is another rule's. */
const UNFIT_VALUE = /[:\p{Cc}]/u;

/**
 * The one channel that a caller's claims make of a template, if they are all there and each is one part of a name. A
 * value that could be taken for one with the text behind it is refused: with `{org}-{team}`, `a-b` and `c` are not to
 * make the channel of `a` and `b-c`. Two placeholders without text between can't be told apart at all.
 */
export function channelOf(template: string, { user, claims }: Caller): string | undefined {
  const [start, ...parts] = template.split(/\{([^{}]+)\}/);
  let channel = start;
  for (let index = 0; index < parts.length; index += 2) {
    const [name, literal] = [parts[index], parts[index + 1]];
    const value = name === 'principalId' ? user : Object.hasOwn(claims, name) ? claims[name] : undefined;
    const isLast = index + 2 === parts.length;
    if (
      !value ||
      UNFIT_VALUE.test(value) ||
      !(literal === '' ? isLast : `${value}${literal}`.indexOf(literal) === value.length)
    ) {
      return undefined;
    }
    channel += value + literal;
  }
  return channel;
}
