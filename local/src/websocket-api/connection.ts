/** What is known of a client from its handshake on. */
export interface Connection {
  /** Opaque, such as `JC1dgf9yoAMCK-g=` (W-15). */
  readonly id: string;
  readonly stageName: string;
  readonly sourceIp: string;
  readonly userAgent?: string;
  /** Milliseconds since the epoch. */
  readonly connectedAt: number;
  readonly caller: Caller;
}

/** What the authorizer of `$connect` made of a client; it lasts for the connection (W-8). */
export interface Caller {
  /** `requestContext.authorizer`, with `principalId`. */
  readonly authorizer?: Readonly<Record<string, string>>;
  /** API key that the authorizer answered. */
  readonly usageIdentifierKey?: string;
  /** Members of `requestContext.identity` of a signed handshake, or of one with an API key. */
  readonly identity?: Readonly<Record<string, string>>;
}

/** How a connection ended (W-16). */
export interface Closure {
  readonly code: number;
  readonly reason: string;
}
