import { TokenSource } from '../contract/jwt-authorizer-settings';
import { RouteMethod } from '../contract/arn-pattern';
import { Refusal } from './refusal';

type Values = Readonly<Record<string, string | readonly string[] | undefined>> | null;

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

/** The route that a request goes to. Only REQUEST events of REST APIs say so. */
export function routeOf({ httpMethod, resource }: AuthorizerEvent): RouteMethod | undefined {
  return httpMethod && resource ? { method: httpMethod, path: resource } : undefined;
}

function valuesOf(event: AuthorizerEvent, { in: place, name }: TokenSource): string[] {
  return place === 'header'
    ? named(event.multiValueHeaders ?? event.headers, (key) => key.toLowerCase() === name.toLowerCase())
    : named(event.multiValueQueryStringParameters ?? event.queryStringParameters, (key) => key === name);
}

/** Headers come as the client spelled them, so that two spellings are two values. */
function named(values: Values | undefined, isIt: (key: string) => boolean): string[] {
  const found = Object.entries(values ?? {}).filter(([key]) => isIt(key));
  return found.flatMap(([, value]) => value ?? []);
}
