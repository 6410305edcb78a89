import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { Answer } from '../../core/answer';
import { Clock } from '../../core/clock';
import { GatewayRequest } from '../../core/request';
import { decision } from '../../core/step';
import { Upgrade } from '../../core/upgrade';
import { within } from '../../functions/deadline';
import { Closure, Connection } from '../connection';
import { refusal } from '../gateway-errors';
import { LARGEST_MESSAGE_BYTES } from '../message-limits';
import { MessageOutcome } from '../pipeline/message';
import { WebSocketApi } from '../websocket-api';
import { errorClosure } from './error-closure';
import { FrameMeter } from './frame-meter';
import { handshakeProblem, refuseUpgrade } from './handshake';
import { OpenConnection } from './open-connection';
import { GOING_AWAY, OpenConnections } from './open-connections';
import { socketRequest } from './socket-requests';

/** How long clients have to answer the close frame when the gateway ends. */
const FAREWELL_MS = 300;

export interface SocketHostProps {
  readonly clock: Clock;
  /** Lets the API work as the current reading of the assembly has it. */
  run<T>(work: (api: WebSocketApi) => Promise<T>): Promise<T>;
  log(request: GatewayRequest, answer: Answer): void;
}

/** The sockets of one WebSocket API. They stay over a reload, and what they say goes to the API of the day. */
export class SocketHost {
  public readonly connections: OpenConnections;
  private readonly server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LARGEST_MESSAGE_BYTES,
    // a byte in each: more of them are empty
    maxFragments: LARGEST_MESSAGE_BYTES,
  });
  private readonly protocols = new WeakMap<IncomingMessage, string>();
  private isClosing = false;

  public constructor(private readonly props: SocketHostProps) {
    this.connections = new OpenConnections(props.clock);
    // W-10: only what the function chose, never the first that was offered
    this.server.options.handleProtocols = () => false;
    this.server.on('headers', (lines, incoming) => {
      const protocol = this.protocols.get(incoming);
      if (protocol !== undefined) lines.push(`Sec-WebSocket-Protocol: ${protocol}`);
    });
  }

  public async upgrade(upgrade: Upgrade): Promise<void> {
    const { request, incoming, socket, head } = upgrade;
    const problem = handshakeProblem(request);
    const { answer, connection, protocol } =
      problem === undefined ? await this.props.run((api) => api.connect(request)) : malformed(request, problem);
    this.props.log({ ...request, method: 'CONNECT' }, { ...answer, connectionId: connection?.id });
    if (!connection || this.isClosing) return refuseUpgrade(upgrade, answer.response);
    if (protocol !== undefined) this.protocols.set(incoming, protocol);
    let isOpen = false;
    this.server.handleUpgrade(incoming, socket, head, (webSocket) => {
      isOpen = true;
      this.open(webSocket, socket, connection);
    });
    // the client left while $connect was at work
    if (!isOpen) this.disconnected(connection, { code: 1006, reason: '' });
  }

  /** Closes what has been idle or open for too long. */
  public sweep(): void {
    this.connections.sweep();
  }

  public async close(): Promise<void> {
    this.isClosing = true;
    const open = this.connections.all;
    for (const connection of open) connection.close(GOING_AWAY);
    await within(FAREWELL_MS, Promise.all(open.map(({ ended }) => ended)));
    for (const connection of open) connection.terminate();
  }

  private open(webSocket: WebSocket, socket: Duplex, client: Connection): void {
    const connection = new OpenConnection(client, webSocket, this.props.clock);
    this.connections.add(connection);
    limitFrames(socket, connection);
    webSocket.on('message', (data, isBinary) => {
      if (connection.closure) return;
      // W-33
      if (isBinary) return connection.close({ code: 1003, reason: '' });
      // not waited for: a message does not hold up the next one
      void this.message(connection, data as Buffer).catch(() => connection.terminate());
    });
    webSocket.on('error', (error) => {
      const closure = errorClosure(error);
      if (closure) connection.close(closure);
    });
    webSocket.on('close', (code, reason) => {
      this.connections.remove(connection);
      this.disconnected(client, connection.closure ?? clientClosure(code, reason.toString()));
    });
  }

  private async message(connection: OpenConnection, data: Buffer): Promise<void> {
    connection.touch();
    const { client } = connection;
    const request = socketRequest('MESSAGE', client, this.props.clock.now(), data);
    const outcome = await this.props.run((api) => api.message(client, request));
    const isDropped = outcome.frame !== undefined && connection.isOpen && connection.send(outcome.frame) === 'slow';
    this.props.log(request, { ...messageAnswer(outcome, isDropped), connectionId: client.id });
  }

  private disconnected(client: Connection, closure: Closure): void {
    // functions are ending as well
    if (this.isClosing) return;
    const request = socketRequest('DISCONNECT', client, this.props.clock.now());
    void this.props
      .run((api) => api.disconnect(client, request, closure))
      .then((answer) => this.props.log(request, { ...answer, connectionId: client.id }))
      // nobody is left to be told
      .catch(() => undefined);
  }
}

/** The status of what is no handshake is assumed. */
function malformed(
  request: GatewayRequest,
  problem: string,
): { answer: Answer; connection?: undefined; protocol?: undefined } {
  const response = refusal(400, { connectionId: '', requestId: request.requestId });
  return { answer: { response, decisions: [decision('route', 'refused', problem)] } };
}

/** W-32. The bytes are seen before `ws` reads them. */
function limitFrames(socket: Duplex, connection: OpenConnection): void {
  const meter = new FrameMeter();
  const measure = (chunk: Buffer): void => {
    if (!meter.isOver(chunk)) return;
    socket.off('data', measure);
    connection.close({ code: 1009, reason: '' });
  };
  socket.prependListener('data', measure);
}

/** W-16 */
function clientClosure(code: number, reason: string): Closure {
  return { code, reason: code === 1005 ? 'Client-side close frame status not set' : reason };
}

function messageAnswer({ status, routeKey, decisions }: MessageOutcome, isDropped: boolean): Answer {
  const dropped = decision('integrate', 'failed', 'the client reads too slowly: its frame was dropped');
  return {
    response: { statusCode: status, headers: [], body: Buffer.alloc(0) },
    ...(routeKey !== undefined && { routeKey }),
    decisions: isDropped ? [...decisions, dropped] : decisions,
  };
}
