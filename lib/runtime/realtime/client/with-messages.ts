import { isExpired } from '../../contract/realtime/audience';
import { consoleLog } from '../log';
import { Connections } from './connections';
import { errorFrame, MessageError } from './message-error';
import { type MessageAnswer, type MessageEvent, type Sender, senderOf } from './message-event';

/** The connection that a message came from. */
export interface MessageConnection extends Sender {
  /**
   * Sends data, as JSON, to the client at once. For functions that the API granted to manage connections; others
   * return their reply.
   */
  reply(data: unknown): Promise<'delivered' | 'gone'>;
}

/** Options of {@link withMessages}. */
export interface MessagesOptions {
  /**
   * Whether messages count after the authorization of the connection has ended: for an API with
   * `TokenExpiry.KEEP_OPEN`, whose connections outlive it.
   *
   * @default false
   */
  readonly allowExpired?: boolean;

  /**
   * By what `reply` posts.
   *
   * @default - connections of the API of the environment's WEBSOCKET_CALLBACK_URL
   */
  readonly connections?: Pick<Connections, 'post'>;
}

/**
 * Wraps the function of a route of a RealtimeWebSocketApi: it gets the message, parsed, and the connection. What it
 * returns is the reply, as JSON, of a route with `reply: true`. What is no JSON, comes without authorization, or fails,
 * is replied to with an error frame: a {@link MessageError} tells the client what happened, other errors tell the log.
 * The type of the message is not checked: give the route a schema.
 *
 * @example
 * export const handler = withMessages<{ text: string }>(async (message, connection) => {
 *   await broadcast({ to: { channel: 'room-1' }, data: message.text, except: [connection.connectionId] });
 *   return { type: 'sent' };
 * });
 */
export function withMessages<Message = unknown>(
  handler: (message: Message, connection: MessageConnection) => unknown,
  options: MessagesOptions = {},
): (event: MessageEvent) => Promise<MessageAnswer> {
  const connections = options.connections ?? new Connections();
  return async (event) => {
    const sender = senderOf(event);
    const { connectionId } = sender;
    let message: unknown;
    try {
      message = parse(event.body);
      checkAuthorization(event, options);
      const reply = (data: unknown) => connections.post(connectionId, data);
      const returned = await handler(message as Message, { ...sender, reply });
      return { statusCode: 200, ...(returned !== undefined && { body: JSON.stringify(returned) }) };
    } catch (error) {
      const { requestId } = event.requestContext;
      const ref = refOf(message);
      const ids = { connectionId, ...(requestId !== undefined && { requestId }), ...(ref !== undefined && { ref }) };
      return { statusCode: 200, body: errorFrame(forClient(error, ids), ids) };
    }
  };
}

/** What the client may know of an error. */
function forClient(error: unknown, ids: object): MessageError {
  if (error instanceof MessageError) {
    return error;
  }
  consoleLog('ERROR', 'message failed', { ...ids, error });
  return new MessageError('internal-error', 'The message could not be handled. Try again later.');
}

function parse(body: string | null | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    throw new MessageError('unknown-action', 'The message is no JSON. Send a JSON object with an action.');
  }
}

/** The connection is closed when its authorization ends, which may take a while. */
function checkAuthorization({ requestContext }: MessageEvent, { allowExpired = false }: MessagesOptions): void {
  const exp = requestContext.authorizer?.exp;
  if (!allowExpired && exp !== undefined && isExpired({ expiresAt: Number(exp) }, Date.now())) {
    throw new MessageError('not-connected', 'The authorization of the connection has ended. Connect again.');
  }
}

function refOf(message: unknown): string | undefined {
  const ref = (message as { ref?: unknown } | null | undefined)?.ref;
  return typeof ref === 'string' ? ref : undefined;
}
