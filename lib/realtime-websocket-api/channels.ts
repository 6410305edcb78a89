import { Duration, Token } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct, IConstruct } from 'constructs';
import { checkGiven, refuse } from '../core/errors';
import { ACTIONS } from '../runtime/contract/realtime/frames';
import { ChannelRule as RuleSettings, claimsOf } from '../runtime/contract/realtime/channel-rules';
import { ChannelsSettings } from '../runtime/contract/realtime/settings';
import { Authorization } from '../shared/authorization';
import { _checkThrottle, Throttle } from '../shared/throttle';
import { ChannelRule } from './channel-rule';
import { ConnectionsTable } from './connections-table';
import { realtimeHandler } from './realtime-handler';

const DEFAULT_MOST_CHANNELS = 50;
/** A function of the user's is asked meanwhile; the service waits for 29 seconds. */
const TIMEOUT = Duration.seconds(28);
/** Each takes up to 16 reads of what may be a large channel. */
const PRESENCE_THROTTLE: Throttle = { rateLimit: 20, burstLimit: 40 };

export interface ChannelsProps {
  readonly rules: ChannelRule[];
  readonly mostChannels?: number;
  readonly channelThrottle?: Throttle;
  readonly presenceThrottle?: Throttle;
  readonly authorization: Authorization;
  readonly connections: ConnectionsTable;
}

export interface ChannelAction {
  readonly name: string;
  readonly throttle?: Throttle;
}

/** The handler by which clients join and leave channels, by the rules of the user's. */
export class Channels extends Construct {
  public readonly fn: Function;
  /** What clients may ask of it, and how often they may, all together, where that is not the stage's throttle. */
  public readonly actions: ChannelAction[];

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ChannelsProps,
  ) {
    super(scope, id);
    checkRules(scope, props.rules, props.authorization);
    this.actions = channelActions(scope, props);
    this.fn = realtimeHandler<ChannelsSettings>(this, 'Handler', {
      handler: 'channels',
      description: 'Lets clients into channels and out, and tells who is there',
      timeout: TIMEOUT,
      memorySize: 256,
      settings: () => this.settings(),
      shorten: 'name many channels by one rule with "*", or let one function decide about them',
      statements: [
        ...props.connections.statements('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
        ...this.asking(),
      ],
    });
  }

  private settings(): ChannelsSettings {
    const { rules, mostChannels = DEFAULT_MOST_CHANNELS, connections } = this.props;
    return {
      tableName: connections.table.tableName,
      rules: rules.map(settingsOf),
      mostChannels: checkMostChannels(this, mostChannels),
    };
  }

  private asking(): PolicyStatement[] {
    const arns = functionsOfRules(this.props.rules).map(({ functionArn }) => functionArn);
    return arns.length > 0
      ? [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [...new Set(arns)] })]
      : [];
  }
}

function channelActions(
  scope: IConstruct,
  { rules, channelThrottle, presenceThrottle }: ChannelsProps,
): ChannelAction[] {
  const hasPresence = rules.some(({ _intent }) => _intent.presence);
  if (presenceThrottle && !hasPresence) {
    const remedy = 'give a rule { presence: true }, or leave it out';
    refuse(scope, 'presenceThrottle without presence', presenceThrottle, remedy);
  }
  for (const throttle of [channelThrottle, presenceThrottle]) {
    if (throttle) {
      _checkThrottle(scope, throttle);
    }
  }
  const presence = { name: ACTIONS.presence, throttle: presenceThrottle ?? PRESENCE_THROTTLE };
  return [
    { name: ACTIONS.subscribe, throttle: channelThrottle },
    { name: ACTIONS.unsubscribe, throttle: channelThrottle },
    ...(hasPresence ? [presence] : []),
  ];
}

/** Claims that rules ask for, each once. */
export function claimsOfRules(rules: ChannelRule[]): string[] {
  const all = rules.flatMap(({ _intent }) => (_intent.kind === 'claims' ? claimsOf(_intent.pattern) : []));
  return [...new Set(all)].sort();
}

/** Functions that decide about joins. */
export function functionsOfRules(rules: ChannelRule[]): IFunction[] {
  return rules.flatMap(({ _intent }) => (_intent.kind === 'function' ? [_intent.fn] : []));
}

export function checkRulesGiven(scope: IConstruct, rules: ChannelRule[]): void {
  rules.forEach((rule, index) =>
    checkGiven(scope, `channels[${index}]`, rule, 'give a rule, such as ChannelRule.open("news"), or leave it out'),
  );
}

function checkRules(scope: IConstruct, rules: ChannelRule[], { _intent: { kind } }: Authorization): void {
  const claims = rules.find(({ _intent }) => _intent.kind === 'claims');
  if (claims && (kind === 'iam' || kind === 'none')) {
    const remedy = 'use Authorization.jwt, cognito or lambda, or another rule';
    refuse(scope, `callers of this API have no claims (${kind})`, claims._intent.pattern, remedy);
  }
}

function checkMostChannels(where: IConstruct, most: number): number {
  if (!Token.isUnresolved(most) && !(Number.isInteger(most) && most >= 1 && most <= 1_000)) {
    refuse(where, 'channelsPerConnection is out of range', most, 'give a whole number from 1 to 1000');
  }
  return most;
}

function settingsOf({ _intent: intent }: ChannelRule): RuleSettings {
  const presence = intent.presence && { presence: true };
  switch (intent.kind) {
    case 'open':
      return { kind: 'open', pattern: intent.pattern, ...presence };
    case 'claims':
      return { kind: 'claims', template: intent.pattern, ...presence };
    case 'function':
      return { kind: 'function', pattern: intent.pattern, functionArn: intent.fn.functionArn, ...presence };
  }
}
