import { CallerContext } from './caller';

export type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';

/** Of an event of a WebSocket API, what is needed here (W-11 to W-14). */
export interface WebSocketEvent {
  /** `$connect` only, as the client spelled them. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null;
  /** Messages only, as sent. */
  readonly body?: string | null;
  readonly requestContext: {
    readonly connectionId: string;
    readonly requestId: string;
    readonly routeKey: string;
    readonly eventType: EventType;
    readonly connectedAt: number;
    /** What the authorizer said, for as long as the connection lasts (W-8). */
    readonly authorizer?: Readonly<Record<string, unknown>> | null;
    readonly identity?: CallerContext['identity'];
  };
}

/** On `$connect` the status decides, of other routes the body is sent to the client (W-3, W-23). */
export interface WebSocketAnswer {
  readonly statusCode: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** All values of a header, whatever the case of its name. */
export function headerValues({ headers, multiValueHeaders }: WebSocketEvent, name: string): string[] {
  return Object.entries(multiValueHeaders ?? headers ?? {})
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
}
