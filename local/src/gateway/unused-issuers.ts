import { Note } from '../assembly';
import { ApiModel } from './assembly-model';

/** Issuers that stand in for one that no authorizer names: their tokens open nothing, and a slash is enough for that. */
export function unusedIssuers(issuers: Readonly<Record<string, string>> = {}, apis: readonly ApiModel[]): Note[] {
  const named = new Set(apis.flatMap(issuersOf));
  const [api] = apis;
  // a Lambda authorizer may ask any issuer
  const isKnown = apis.every((one) => one.kind === 'HTTP');
  return Object.keys(issuers)
    .filter((issuer) => api && isKnown && !named.has(issuer))
    .map((issuer) => ({
      stack: api!.stack,
      logicalId: api!.logicalId,
      text: `no authorizer names the issuer ${issuer}; there are: ${[...named].join(', ') || 'none'}`,
    }));
}

function issuersOf(api: ApiModel): string[] {
  return api.kind === 'HTTP'
    ? api.routes.flatMap(({ authorization }) => (authorization.kind === 'jwt' ? [authorization.issuer] : []))
    : [];
}
