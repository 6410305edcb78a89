/** Of the event of a route's function (rules W-12, W-14), what is needed here. */
export interface MessageEvent {
  readonly body?: string | null;
  readonly requestContext: {
    readonly connectionId?: string;
    readonly requestId?: string;
    /** Milliseconds since 1970. */
    readonly connectedAt?: number;
    readonly authorizer?: Record<string, unknown> | null;
    readonly identity?: { readonly userArn?: string | null };
  };
}

/** What the function of a route answers. Without a `body` there is no reply. */
export interface MessageAnswer {
  readonly statusCode: number;
  readonly body?: string;
}

/** Who sent a message, as the API's authorizer said when the client connected (W-8). */
export interface Sender {
  readonly connectionId: string;
  /** `principalId` of the authorizer, which is `sub` of a token; ARN of an IAM caller. */
  readonly user?: string;
  /** The authorizer's context. */
  readonly claims: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly connectedAt: number;
}

export function senderOf({ requestContext }: MessageEvent): Sender {
  const { authorizer, identity, connectionId = '', connectedAt = 0 } = requestContext;
  const claims = Object.fromEntries(Object.entries(authorizer ?? {}).map(([name, value]) => [name, String(value)]));
  const user = claims.principalId || identity?.userArn || undefined;
  return { connectionId, claims, connectedAt, ...(user !== undefined && { user }) };
}
