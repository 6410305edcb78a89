import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { Authorization } from '../shared/authorization';
import { RouteKey } from './route-key';

/** The scopes a route demands: its own, or those of its authorization. Only tokens have scopes. */
export function routeScopes(
  where: IConstruct,
  key: RouteKey,
  authorization: Authorization,
  own: string[] | undefined,
): string[] {
  const intent = authorization._intent;
  if (intent.kind !== 'jwt' && intent.kind !== 'cognito') {
    if (own && own.length > 0) {
      const remedy = 'leave scopes out, or authorize the route by Authorization.jwt or Authorization.cognito';
      refuse(where, `${key.text} has scopes, which its authorization (${intent.kind}) does not know`, own, remedy);
    }
    return [];
  }
  const scopes = own ?? intent.options.scopes ?? [];
  if (scopes.length > 10) {
    refuse(
      where,
      `${key.text} has more than 10 scopes`,
      scopes.length,
      'one of them is enough for a caller: name fewer',
    );
  }
  return scopes;
}
