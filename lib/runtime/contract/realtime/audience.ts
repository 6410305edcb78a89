/** Connections that have something in common, and items in the table to find them by. */
export type Audience = { readonly all: true } | { readonly channel: string } | { readonly user: string };

/** Whom a broadcast is for. */
export type BroadcastTarget = Audience | { readonly connection: string };

/** What is known of a connection wherever one of its items is read. */
export interface Member {
  readonly connectionId: string;
  /** Who it is, where the API has an authorizer. */
  readonly user?: string;
  /** When the client asked to connect, in milliseconds since 1970. */
  readonly connectedAt: number;
  /** When its authorization ends, in seconds since 1970, where it does and the connection must not outlive it. */
  readonly expiresAt?: number;
  /** When the item counts no more, in seconds since 1970. DynamoDB takes it away some time after. */
  readonly ttl: number;
}

/** The connection's own item. */
export interface Connection extends Member {
  /** Channels it has joined. */
  readonly channels: readonly string[];
  /** What its authorizer says of it, as far as rules for channels ask. */
  readonly claims: Readonly<Record<string, string>>;
}

/** Whether a connection may still be told anything: neither over nor without authorization. */
export function isLive({ ttl, expiresAt }: Pick<Member, 'ttl' | 'expiresAt'>, nowMs: number): boolean {
  const now = nowMs / 1_000;
  return now < ttl && !isExpired({ expiresAt }, nowMs);
}

/** Whether the authorization of a connection has ended. */
export function isExpired({ expiresAt }: Pick<Member, 'expiresAt'>, nowMs: number): boolean {
  return expiresAt !== undefined && nowMs / 1_000 >= expiresAt;
}
