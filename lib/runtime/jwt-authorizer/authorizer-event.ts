import { TokenSource } from '../contract/jwt-authorizer-settings';
import { RouteMethod } from '../contract/arn-pattern';
import { Refusal } from './refusal';

type Values = Readonly<Record<string, string | readonly string[] | undefined>> | null;

const PROTOCOLS = 'Sec-WebSocket-Protocol';
const HANDSHAKE_PARAMETER = 'token';

/** What is read of a TOKEN or REQUEST event (R-56, W-7). */
export interface AuthorizerEvent {
  readonly type: string;
  readonly methodArn: string;
  readonly authorizationToken?: string;
  readonly httpMethod?: string;
  readonly resource?: string;
  readonly headers?: Values;
  readonly multiValueHeaders?: Values;
  readonly queryStringParameters?: Values;
  readonly multiValueQueryStringParameters?: Values;
  readonly requestContext?: { readonly requestId?: string };
}

/** The one token of a request, without `Bearer`. */
export function tokenOf(event: AuthorizerEvent, source: TokenSource): string {
  const values = event.type === 'TOKEN' ? [event.authorizationToken ?? ''] : valuesOf(event, source);
  if (values.length > 1) {
    throw new Refusal('several-tokens');
  }
  const token = (values[0] ?? '').replace(/^bearer +/i, '').trim();
  if (token === '') {
    throw new Refusal('no-token');
  }
  return token;
}

/** The route that a request goes to. Only REQUEST events of REST APIs say so: those of WebSockets are all for $connect. */
export function routeOf({ httpMethod, resource }: AuthorizerEvent): RouteMethod | undefined {
  return httpMethod && resource ? { method: httpMethod, path: resource } : undefined;
}

function valuesOf(event: AuthorizerEvent, source: TokenSource): string[] {
  switch (source.in) {
    case 'header':
      return headerValues(event, source.name);
    case 'query':
      return queryValues(event, source.name);
    case 'handshake':
      return [...bearerProtocols(headerValues(event, PROTOCOLS)), ...queryValues(event, HANDSHAKE_PARAMETER)];
  }
}

function headerValues(event: AuthorizerEvent, name: string): string[] {
  return named(event.multiValueHeaders ?? event.headers, (key) => key.toLowerCase() === name.toLowerCase());
}

function queryValues(event: AuthorizerEvent, name: string): string[] {
  return named(event.multiValueQueryStringParameters ?? event.queryStringParameters, (key) => key === name);
}

/** What follows each `bearer` among the protocols that a client offers: pages can set no other header (W-9). */
function bearerProtocols(values: string[]): string[] {
  const offered = values.flatMap((value) => value.split(',')).map((protocol) => protocol.trim());
  return offered.flatMap((protocol, index) => (protocol === 'bearer' ? (offered[index + 1] ?? []) : []));
}

/** Headers come as the client spelled them, so that two spellings are two values. */
function named(values: Values | undefined, isIt: (key: string) => boolean): string[] {
  const found = Object.entries(values ?? {}).filter(([key]) => isIt(key));
  return found.flatMap(([, value]) => value ?? []);
}
