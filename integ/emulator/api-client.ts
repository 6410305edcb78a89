import { once } from 'node:events';
import WebSocket from 'ws';
import { DeployedStack } from './deployed-stack';
import { setting } from './environment';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Calls the stage of an API at the emulator's address for it. */
export class ApiClient {
  private constructor(private readonly url: string) {}

  public static restApi(stack: DeployedStack): ApiClient {
    const [id, stage] = [stack.idOf('AWS::ApiGateway::RestApi'), stack.idOf('AWS::ApiGateway::Stage')];
    return new ApiClient(`${setting('AWS_ENDPOINT_URL')}/restapis/${id}/${stage}/_user_request_`);
  }

  /** An HTTP or a WebSocket API. Where a stack has several, the name tells which. */
  public static api(stack: DeployedStack, name = ''): ApiClient {
    const [id, stage] = [stack.idOf('AWS::ApiGatewayV2::Api', name), stack.idOf('AWS::ApiGatewayV2::Stage', name)];
    const path = stage === '$default' ? '' : `/${stage}`;
    return new ApiClient(`${setting('AWS_ENDPOINT_URL')}/_aws/execute-api/${id}${path}`);
  }

  public async call(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, { method, headers });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  }

  /** An open connection, or nothing when the handshake was refused. */
  public async connect(options: {
    origin?: string;
    protocols?: string[];
    token?: string;
  }): Promise<Connection | undefined> {
    const { origin, protocols = [], token } = options;
    const query = token ? `?token=${token}` : '';
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}${query}`, protocols, { origin });
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(new Connection(socket)));
      socket.once('unexpected-response', (request) => {
        request.destroy();
        resolve(undefined);
      });
      socket.once('error', reject);
    });
  }
}

const open = new Set<WebSocket>();

/** Closes what a check that failed has left open. */
export function closeConnections(): void {
  for (const socket of open) socket.terminate();
}

/** A WebSocket connection that asks and gets told. */
export class Connection {
  public constructor(private readonly socket: WebSocket) {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  }

  /** The frame that comes after something was done, such as sending a message. */
  public async after(act: () => unknown): Promise<unknown> {
    const frame = once(this.socket, 'message', { signal: AbortSignal.timeout(15_000) });
    await act();
    return parsed(String((await frame)[0]));
  }

  public ask(message: object): Promise<unknown> {
    return this.after(() => this.socket.send(JSON.stringify(message)));
  }

  public close(): void {
    this.socket.terminate();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
