import { callerOf } from '../caller';

/** Of the event of a route's function (rules W-12, W-14), what is needed here. */
export interface MessageEvent {
  readonly body?: string | null;
  readonly requestContext: {
    readonly connectionId?: string;
    readonly requestId?: string;
    /** Milliseconds since 1970. */
    readonly connectedAt?: number;
    readonly authorizer?: Record<string, unknown> | null;
    readonly identity?: { readonly cognitoIdentityId?: string | null; readonly userArn?: string | null };
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
  /**
   * `principalId` of the authorizer, which is `sub` of a token. With IAM the id in a Cognito identity pool, or else the
   * ARN: those who assume one role with the same session name are one user.
   */
  readonly user?: string;
  /** The authorizer's context. */
  readonly claims: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly connectedAt: number;
}

export function senderOf({ requestContext }: MessageEvent): Sender {
  const { authorizer, connectionId = '', connectedAt = 0 } = requestContext;
  const claims = Object.fromEntries(Object.entries(authorizer ?? {}).map(([name, value]) => [name, String(value)]));
  const user = callerOf(requestContext);
  return { connectionId, claims, connectedAt, ...(user !== undefined && { user }) };
}
