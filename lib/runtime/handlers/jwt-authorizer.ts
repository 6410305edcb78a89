import { decodeSettings, JWT_AUTHORIZER } from '../contract/jwt-authorizer-settings';
import { JwtAuthorizer, jwtAuthorizer } from '../jwt-authorizer/jwt-authorizer';

let authorizer: JwtAuthorizer | undefined;

/** Lets in who carries a good JSON Web Token: requests of a REST API, by the scopes of their route, and WebSockets. */
export const handler: JwtAuthorizer = async (event, context) => {
  authorizer ??= jwtAuthorizer(decodeSettings(process.env[JWT_AUTHORIZER]));
  return authorizer(event, context);
};
