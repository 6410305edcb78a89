import { IConstruct } from 'constructs';
import { refuse } from './errors';
import { Authorization } from '../shared/authorization';

/** The scopes a route demands: its own, or those of its authorization. Only tokens have scopes. */
export function routeScopes(
  where: IConstruct,
  routeKey: string,
  authorization: Authorization,
  own: string[] | undefined,
): string[] {
  const intent = authorization._intent;
  if (intent.kind !== 'jwt' && intent.kind !== 'cognito') {
    if (own && own.length > 0) {
      const remedy = 'leave scopes out, or authorize the route by Authorization.jwt or Authorization.cognito';
      refuse(where, `${routeKey} has scopes, which its authorization (${intent.kind}) does not know`, own, remedy);
    }
    return [];
  }
  if (own?.length === 0) {
    const remedy = "leave them out to demand the authorization's, or use an Authorization without scopes";
    refuse(where, `${routeKey} has an empty list of scopes`, own, remedy);
  }
  const scopes = own ?? intent.options.scopes ?? [];
  if (scopes.length > 10) {
    refuse(
      where,
      `${routeKey} has more than 10 scopes`,
      scopes.length,
      'one of them is enough for a caller: name fewer',
    );
  }
  return scopes;
}
