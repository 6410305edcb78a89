/** The function's ARN in an integration's or authorizer's URI, which is that ARN or the long form around it. */
export function functionArnIn(uri: string): string | undefined {
  const [, wrapped] = /:lambda:path\/+[^/]+\/functions\/(.+)\/invocations$/.exec(uri) ?? [];
  if (wrapped) return wrapped;
  return /^arn:[^:]+:lambda:/.test(uri) ? uri : undefined;
}
