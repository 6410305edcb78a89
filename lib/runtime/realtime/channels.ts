import { Connection, isLive } from '../contract/realtime/audience';
import { ChannelRule } from '../contract/realtime/channel-rules';
import { ACTIONS, ChannelFrame, ChannelRequest, ErrorCode, ErrorFrame } from '../contract/realtime/frames';
import { ChannelsSettings } from '../contract/realtime/settings';
import { JoinFunctions } from '../clients/join-functions';
import { ruledAccess } from './channel-access';
import { readRequest } from './channel-request';
import { Log } from './log';
import { ConnectionStore } from './ports';
import { presenceFrame } from './presence-frame';
import { readPresence } from './read-presence';
import { WebSocketAnswer, WebSocketEvent } from './websocket-event';

export interface ChannelsDeps {
  readonly settings: ChannelsSettings;
  readonly store: Pick<ConnectionStore, 'get' | 'join' | 'leave' | 'page'>;
  readonly functions: Pick<JoinFunctions, 'allows'>;
  readonly now: () => number;
  readonly log: Log;
}

type Ids = Pick<WebSocketEvent['requestContext'], 'connectionId' | 'requestId'>;

/**
 * Connections that are read of each shard to tell who is there. A client asks as often as it likes, of the same
 * partitions that broadcasts are read from.
 */
const MOST_OF_SHARD = 100;

const MESSAGES: Record<Exclude<ErrorCode, 'bad-request'>, string> = {
  'unknown-action': `the action is to be ${ACTIONS.subscribe}, ${ACTIONS.unsubscribe} or ${ACTIONS.presence}`,
  forbidden: 'this is not allowed to you in this channel',
  'too-many-channels': 'the connection is in as many channels as it may be; unsubscribe from one first',
  'not-connected': 'the connection or its authorization has ended; connect again',
  'internal-error': 'something went wrong here; try again',
};

/** Answers a message about channels by a frame. What fails here is in the log, and told without saying what it was. */
export async function answerChannels(deps: ChannelsDeps, event: WebSocketEvent): Promise<WebSocketAnswer> {
  const { connectionId, requestId, routeKey } = event.requestContext;
  const request = readRequest(event.body);
  const error = (code: ErrorCode, message: string): ErrorFrame => ({
    type: 'error',
    code,
    message,
    ref: request.ref,
    connectionId,
    requestId,
  });
  if ('problem' in request) {
    return frame(error('bad-request', request.problem));
  }
  const outcome = await perform(deps, routeKey, request, { connectionId, requestId }).catch((cause: unknown) => {
    deps.log('ERROR', 'message not answered', { connectionId, requestId, error: cause });
    return 'internal-error' as const;
  });
  return frame(typeof outcome === 'string' ? error(outcome, MESSAGES[outcome]) : outcome);
}

type Outcome = ChannelFrame | keyof typeof MESSAGES;

async function perform(deps: ChannelsDeps, routeKey: string, request: ChannelRequest, ids: Ids): Promise<Outcome> {
  const connection = await deps.store.get(ids.connectionId);
  if (!connection || !isLive(connection, deps.now())) {
    return 'not-connected';
  }
  switch (routeKey) {
    case ACTIONS.subscribe:
      return subscribe(deps, connection, request, ids);
    case ACTIONS.unsubscribe:
      await deps.store.leave(request.channel, connection.connectionId);
      return { type: 'unsubscribed', channel: request.channel, ref: request.ref };
    case ACTIONS.presence:
      return presence(deps, connection, request, ids);
    default:
      return 'unknown-action';
  }
}

async function subscribe(
  deps: ChannelsDeps,
  connection: Connection,
  { channel, ref }: ChannelRequest,
  ids: Ids,
): Promise<Outcome> {
  const access = await accessBy(deps.settings.rules, deps, connection, channel, ids);
  if (access !== 'allowed') {
    return access;
  }
  const outcome = await deps.store.join(channel, connection, deps.settings.mostChannels);
  return outcome === 'joined' ? { type: 'subscribed', channel, ref } : outcome;
}

/** One function after the other, until one allows. One that fails is no reason not to ask the next. */
async function accessBy(
  rules: readonly ChannelRule[],
  { functions, log }: ChannelsDeps,
  { connectionId, user, claims }: Connection,
  channel: string,
  ids: Ids,
): Promise<'allowed' | 'forbidden' | 'internal-error'> {
  const access = ruledAccess(rules, channel, { user, claims });
  let denied: 'forbidden' | 'internal-error' = 'forbidden';
  for (const functionArn of access.allowed ? [] : access.ask) {
    try {
      if (await functions.allows(functionArn, { channel, connectionId, user, claims })) {
        return 'allowed';
      }
    } catch (error) {
      log('ERROR', 'function about a join failed', { functionArn, ...ids, error });
      denied = 'internal-error';
    }
  }
  return access.allowed ? 'allowed' : denied;
}

/** For members whom a rule with presence lets in itself: that another one did is no reason to tell them who is there. */
async function presence(
  deps: ChannelsDeps,
  connection: Connection,
  { channel, ref }: ChannelRequest,
  ids: Ids,
): Promise<Outcome> {
  if (!connection.channels.includes(channel)) {
    return 'forbidden';
  }
  const rules = deps.settings.rules.filter((rule) => rule.presence);
  const access = await accessBy(rules, deps, connection, channel, ids);
  return access === 'allowed'
    ? presenceFrame(channel, await readPresence(deps.store, channel, deps.now, MOST_OF_SHARD), ref)
    : access;
}

function frame(content: ChannelFrame | ErrorFrame): WebSocketAnswer {
  return { statusCode: 200, body: JSON.stringify(content) };
}
