import { CORS_ENVIRONMENT } from '../contract/cors-environment';
import { matchesOrigin } from '../contract/origin-pattern';

/** Whose pages may read a function's answers. */
export interface CorsPolicy {
  /**
   * Origins as browsers send them, such as `https://app.example.com`; patterns such as `https://*.example.com` for
   * every host below example.com; or `*` for any page, which then gets no credentials.
   *
   * @default - the environment's CORS_ALLOWED_ORIGINS; none where there is none
   */
  readonly allowedOrigins?: string[];

  /**
   * Whether pages may send cookies and read the answers.
   *
   * @default - the environment's CORS_ALLOW_CREDENTIALS; false where there is none
   */
  readonly allowCredentials?: boolean;

  /**
   * Response headers a page may read besides those every page may.
   *
   * @default - the environment's CORS_EXPOSE_HEADERS; none where there is none
   */
  readonly exposeHeaders?: string[];
}

/** What the policy says, and for the rest what the environment says. */
export function corsPolicy(policy: CorsPolicy, environment: Record<string, string | undefined>): Required<CorsPolicy> {
  return {
    allowedOrigins: policy.allowedOrigins ?? listOf(environment[CORS_ENVIRONMENT.allowedOrigins]),
    allowCredentials: policy.allowCredentials ?? environment[CORS_ENVIRONMENT.allowCredentials] === 'true',
    exposeHeaders: policy.exposeHeaders ?? listOf(environment[CORS_ENVIRONMENT.exposeHeaders]),
  };
}

/** The CORS headers of an answer to a page of this origin: none where it is not allowed. */
export function corsHeaders(policy: Required<CorsPolicy>, origin: string | undefined): Record<string, string> {
  const isForAnyone = policy.allowedOrigins.includes('*');
  if (origin === undefined || !(isForAnyone || policy.allowedOrigins.some((entry) => matchesOrigin(entry, origin)))) {
    return {};
  }
  return {
    'access-control-allow-origin': isForAnyone ? '*' : origin,
    // any page with anyone's cookies is what browsers refuse, and what an echo would get around
    ...(policy.allowCredentials && !isForAnyone && { 'access-control-allow-credentials': 'true' }),
    ...(policy.exposeHeaders.length > 0 && { 'access-control-expose-headers': policy.exposeHeaders.join(', ') }),
  };
}

/** Whether answers differ by origin, so that caches must keep them apart. */
export function variesByOrigin(policy: Required<CorsPolicy>): boolean {
  return policy.allowedOrigins.length > 0 && !policy.allowedOrigins.includes('*');
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
