import { decodeSettings, JWT_AUTHORIZER } from '../contract/jwt-authorizer-settings';
import { JwtAuthorizer, jwtAuthorizer } from '../jwt-authorizer/jwt-authorizer';

let authorizer: JwtAuthorizer | undefined;

/** Lets in requests of a REST API that carry a good JSON Web Token with the scopes their route demands. */
export const handler: JwtAuthorizer = async (event, context) => {
  authorizer ??= jwtAuthorizer(decodeSettings(process.env[JWT_AUTHORIZER]));
  return authorizer(event, context);
};
