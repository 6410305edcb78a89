import { Duration, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct, IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { ChannelRule as RuleSettings, claimsOf } from '../runtime/contract/realtime/channel-rules';
import { ChannelsSettings, REALTIME } from '../runtime/contract/realtime/settings';
import { Authorization } from '../shared/authorization';
import { ChannelRule } from './channel-rule';
import { ConnectionsTable } from './connections-table';
import { realtimeHandler } from './realtime-handler';

const DEFAULT_MOST_CHANNELS = 50;
/** A function of the user's is asked meanwhile; the service waits for 29 seconds. */
const TIMEOUT = Duration.seconds(28);
const ENVIRONMENT_BYTES = 4_096;

export interface ChannelsProps {
  readonly rules: ChannelRule[];
  readonly mostChannels?: number;
  readonly authorization: Authorization;
  readonly connections: ConnectionsTable;
}

/** The handler by which clients join and leave channels, by the rules of the user's. */
export class Channels extends Construct {
  public readonly fn: Function;
  /** Whether clients may ask who is in some of the channels. */
  public readonly hasPresence: boolean;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ChannelsProps,
  ) {
    super(scope, id);
    checkRules(scope, props.rules, props.authorization);
    this.hasPresence = props.rules.some(({ _intent }) => _intent.presence);
    this.fn = realtimeHandler<ChannelsSettings>(this, 'Handler', {
      handler: 'channels',
      description: 'Lets clients into channels and out, and tells who is there',
      timeout: TIMEOUT,
      memorySize: 256,
      settings: () => this.settings(),
      statements: [
        ...props.connections.statements('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
        ...this.asking(),
      ],
    });
    this.node.addValidation({ validate: () => this.validateSize() });
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
    const arns = this.props.rules.flatMap(({ _intent }) =>
      _intent.kind === 'function' ? [_intent.fn.functionArn] : [],
    );
    return arns.length > 0
      ? [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [...new Set(arns)] })]
      : [];
  }

  private validateSize(): string[] {
    const bytes = Buffer.byteLength(REALTIME + JSON.stringify(Stack.of(this).resolve(this.settings())));
    const remedy = 'name many channels by one rule with "*", or let one function decide about them';
    return bytes <= ENVIRONMENT_BYTES
      ? []
      : [`the rules for channels take ${bytes} of the 4096 bytes that a function has for its environment; ${remedy}`];
  }
}

/** Claims that rules ask for, each once. */
export function claimsOfRules(rules: ChannelRule[]): string[] {
  const all = rules.flatMap(({ _intent }) => (_intent.kind === 'claims' ? claimsOf(_intent.pattern) : []));
  return [...new Set(all)].sort();
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
