/** Of the context of a request, what tells who sent it. */
export interface CallerContext {
  readonly authorizer?: Readonly<Record<string, unknown>> | null;
  readonly identity?: { readonly cognitoIdentityId?: string | null; readonly userArn?: string | null };
}

/**
 * Who a client is: `principalId` of the authorizer; with IAM the identity of a Cognito identity pool, whose people all
 * have the role and session name of the pool, or else the ARN.
 */
export function callerOf({ authorizer, identity }: CallerContext): string | undefined {
  const principal = authorizer?.principalId;
  const named = typeof principal === 'string' || typeof principal === 'number' ? String(principal) : undefined;
  return named || identity?.cognitoIdentityId || identity?.userArn || undefined;
}
