import { GatewayRequest, GatewayResponse } from '../../core/request';
import { OpenConnection } from '../sockets/open-connection';

export interface CallbackAct {
  readonly response: GatewayResponse;
  /** For the request log. */
  readonly detail: string;
}

/** Does what a call asks for; undefined when the client reads too slowly for a message. */
export function actOn(connection: OpenConnection, { method, body }: GatewayRequest): CallbackAct | undefined {
  switch (method) {
    case 'POST':
      // W-26
      return connection.send(body.toString('utf8')) === 'sent' ? act(200, 'sent') : undefined;
    case 'DELETE':
      // W-28
      connection.close({ code: 1000, reason: 'Connection Closed Normally' });
      return act(204, 'closed');
    default:
      return act(200, 'told', description(connection));
  }
}

/** W-27 */
function description({ client, lastActiveAt }: OpenConnection): object {
  const { sourceIp, userAgent, connectedAt } = client;
  return {
    connectedAt: new Date(connectedAt).toISOString(),
    identity: { sourceIp, ...(userAgent !== undefined && { userAgent }) },
    lastActiveAt: new Date(lastActiveAt).toISOString(),
  };
}

function act(statusCode: number, detail: string, content?: object): CallbackAct {
  const response: GatewayResponse = {
    statusCode,
    headers: content ? [['Content-Type', 'application/json']] : [],
    body: Buffer.from(content ? JSON.stringify(content) : ''),
  };
  return { response, detail };
}
