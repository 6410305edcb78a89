/** Environment variables by which a function learns whose pages may read its answers. */
export const CORS_ENVIRONMENT = {
  /**
   * Origins, separated by commas, as browsers send them: `https://app.example.com`; or patterns for the hosts below
   * one: `https://*.example.com`; or `*` alone for any.
   */
  allowedOrigins: 'CORS_ALLOWED_ORIGINS',
  /** `true` where pages may send cookies. */
  allowCredentials: 'CORS_ALLOW_CREDENTIALS',
  /** Names of the response headers pages may read, separated by commas. */
  exposeHeaders: 'CORS_EXPOSE_HEADERS',
} as const;
