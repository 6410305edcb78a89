import { Clock } from '../../core/clock';
import { DevelopmentCredentials } from '../../core/development-credentials';
import { Keep } from '../../core/keepsakes';
import { FunctionInvoker } from '../../functions/function-invoker';
import { AuthorizationModel } from '../model';
import { Authorizer } from './authorizer';
import { IamAuthorizer } from './iam-authorizer';
import { JwtAuthorizer } from './jwt-authorizer';
import { LambdaAuthorizer } from './lambda-authorizer';

export interface AuthorizerDependencies {
  readonly clock: Clock;
  readonly invoker: FunctionInvoker;
  readonly keep: Keep;
  /** Accepted by IAM routes. */
  readonly credentials: DevelopmentCredentials;
  /** Issuer of a template to the base URL that stands in for it, such as the development issuer's. */
  readonly issuers: Readonly<Record<string, string>>;
}

/** Gives the authorizer of a route; undefined for a public one. */
export type AuthorizerSource = (authorization: AuthorizationModel) => Authorizer | undefined;

/** One source for a gateway: routes with the same authorizer share it, and so its keys and cached answers (H-64). */
export function createAuthorizers(deps: AuthorizerDependencies): AuthorizerSource {
  const made = new Map<string, Authorizer>();
  return (authorization) => {
    if (authorization.kind === 'none' || authorization.kind === 'iam') {
      return createAuthorizer(authorization, deps);
    }
    const authorizer = made.get(authorization.authorizerId) ?? createAuthorizer(authorization, deps);
    if (authorizer) {
      made.set(authorization.authorizerId, authorizer);
    }
    return authorizer;
  };
}

/** An authorizer that shares nothing. */
export function createAuthorizer(model: AuthorizationModel, deps: AuthorizerDependencies): Authorizer | undefined {
  switch (model.kind) {
    case 'none':
      return undefined;
    case 'jwt':
      return new JwtAuthorizer(model, deps);
    case 'lambda':
      return new LambdaAuthorizer(model, deps);
    case 'iam':
      return new IamAuthorizer(deps);
  }
}
