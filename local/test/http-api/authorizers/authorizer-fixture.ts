import { Clock } from '../../../src/core/clock';
import { GatewayRequest, HeaderLine } from '../../../src/core/request';
import { AuthorizerInput } from '../../../src/http-api/authorizers/authorizer';

/** Noon of 21 November 2026. */
export const NOON = Date.UTC(2026, 10, 21, 12);

export class TurnableClock implements Clock {
  public constructor(private time = NOON) {}

  public now(): number {
    return this.time;
  }

  public turn(seconds: number): void {
    this.time += seconds * 1_000;
  }
}

export interface InputOptions extends Partial<Omit<AuthorizerInput, 'request'>> {
  readonly headers?: readonly HeaderLine[];
  readonly query?: string;
  readonly request?: Partial<GatewayRequest>;
  readonly context?: Readonly<Record<string, string>>;
}

/** `GET /orders/7` of API `abc` in eu-central-1, unless told otherwise. */
export function input({
  headers = [],
  query = '',
  request,
  context = {},
  ...rest
}: InputOptions = {}): AuthorizerInput {
  return {
    request: {
      requestId: 'r1',
      receivedAt: NOON,
      method: 'GET',
      rawPath: '/orders/7',
      rawQueryString: query,
      headers,
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      protocol: 'HTTP/1.1',
      ...request,
    },
    routeKey: 'GET /orders/{id}',
    routeArn: 'arn:aws:execute-api:eu-central-1:123456789012:abc/$default/GET/orders/7',
    scopes: [],
    stageVariables: {},
    pathParameters: { id: '7' },
    contextValue: (name) => context[name],
    event: (format) => ({ version: format, rawPath: '/orders/7', body: 'never for authorizers' }),
    ...rest,
  };
}
