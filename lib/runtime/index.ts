export * from './api-keys/api-key-issuer';
export * from './api-keys/errors';
export type { DailyUsage, KeyUsage, UsagePeriod } from './api-keys/key-usage';
export type { ApiKeyIssuerSettings } from './contract/api-key-issuer-settings';
export type { CorsPolicy } from './http/cors-policy';
export * from './http/problem';
export * from './http/problem-error';
export { withCors } from './http/with-cors';
