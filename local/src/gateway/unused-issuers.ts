import { Note } from '../assembly';
import { HttpApiModel } from '../http-api/model';

/** Issuers that stand in for one that no authorizer names: their tokens open nothing, and a slash is enough for that. */
export function unusedIssuers(issuers: Readonly<Record<string, string>> = {}, apis: readonly HttpApiModel[]): Note[] {
  const authorizations = apis.flatMap(({ routes }) => routes.map(({ authorization }) => authorization));
  const named = new Set(authorizations.flatMap((one) => (one.kind === 'jwt' ? [one.issuer] : [])));
  const [api] = apis;
  return Object.keys(issuers)
    .filter((issuer) => api && !named.has(issuer))
    .map((issuer) => ({
      stack: api!.stack,
      logicalId: api!.logicalId,
      text: `no authorizer names the issuer ${issuer}; there are: ${[...named].join(', ') || 'none'}`,
    }));
}
