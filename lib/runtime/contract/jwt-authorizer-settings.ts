import { pack, unpack } from './packed-text';
import { RouteTable } from './route-table';

/** The environment variable of the handler `jwt-authorizer` that holds its settings. */
export const JWT_AUTHORIZER = 'JWT_AUTHORIZER';

/** Where a request has its token. */
export type TokenSource =
  | { readonly in: 'header' | 'query'; readonly name: string }
  /** Of a WebSocket: behind `bearer` in `Sec-WebSocket-Protocol`, or in the query string as `token`. */
  | { readonly in: 'handshake' };

/** Where a request of a REST API has it. */
export type RequestTokenSource = Exclude<TokenSource, { in: 'handshake' }>;

/** What the construct tells the handler `jwt-authorizer`. */
export interface JwtAuthorizerSettings {
  /** The `iss` of good tokens, to the letter, and where `/.well-known/openid-configuration` is found. May be a CDK token. */
  readonly issuer: string;
  /** Accepted audiences, or app clients of a Cognito user pool; one is enough. Each may be a CDK token, the list may not. */
  readonly audience: readonly string[];
  /** For Cognito: access tokens are for the app client in `client_id`, id tokens for the one in `aud`. */
  readonly tokenUse?: 'cognito';
  readonly token: TokenSource;
  /** By how much clocks may differ. */
  readonly clockSkewSeconds: number;
  /** Keys that were fetched longer ago are not used any more. */
  readonly keysMaxAgeSeconds: number;
  /** Demanded where there are no `routes`; one is enough. Each may be a CDK token. */
  readonly scopes: readonly string[];
  /** Claims that are wanted behind the API, and passed on before others where not all have room. */
  readonly claims?: readonly string[];
  /** Every route that the authorizer guards, where not all demand the same. Scopes may be CDK tokens, paths may not. */
  readonly routes?: RouteTable;
}

export interface EncodedSettings {
  /** The value of {@link JWT_AUTHORIZER}. */
  readonly value: string;
  /** What name and value take of the 4,096 bytes a function has for its whole environment. CDK tokens count as written. */
  readonly bytes: number;
}

/** Longer tables of routes are compressed. */
const LONGEST_READABLE = 1_500;

/** Only the routes are ever compressed: what may hold a CDK token is left for CloudFormation to fill in. */
export function encodeSettings({ routes, ...settings }: JwtAuthorizerSettings): EncodedSettings {
  const table = routes && {
    demands: routes.map(({ scopes }) => scopes),
    table: pack(JSON.stringify(routes.map(({ allows, entangled }) => [allows, entangled])), LONGEST_READABLE),
  };
  const value = JSON.stringify({ ...settings, ...table });
  return { value, bytes: Buffer.byteLength(JWT_AUTHORIZER + value) };
}

export function decodeSettings(value: string | undefined): JwtAuthorizerSettings {
  if (!value) {
    throw new Error(`the environment variable ${JWT_AUTHORIZER} is missing`);
  }
  const { demands, table, ...settings } = JSON.parse(value);
  return demands ? { ...settings, routes: decodeRoutes(demands, table) } : settings;
}

function decodeRoutes(demands: string[][], table: string): RouteTable {
  const patterns: [string[], string[]][] = JSON.parse(unpack(table));
  return patterns.map(([allows, entangled], index) => ({ scopes: demands[index], allows, entangled }));
}
