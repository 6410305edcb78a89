import { Clock } from '../../core/clock';
import { DevelopmentCredentials } from '../../core/development-credentials';
import { Keep } from '../../core/keepsakes';
import { FunctionInvoker } from '../../functions/function-invoker';
import { RestAuthorizationModel } from '../model';
import { RestAuthorizer } from './authorizer';
import { CognitoAuthorizer } from './cognito-authorizer';
import { IamAuthorizer } from './iam-authorizer';
import { LambdaAuthorizer } from './lambda-authorizer';

export interface AuthorizerDependencies {
  readonly clock: Clock;
  readonly invoker: FunctionInvoker;
  readonly keep: Keep;
  readonly credentials: DevelopmentCredentials;
  readonly issuers: Readonly<Record<string, string>>;
}

/** Gives the authorizer of a method; undefined for a public one. */
export type AuthorizerSource = (authorization: RestAuthorizationModel) => RestAuthorizer | undefined;

/** One source for a stage: methods with the same authorizer share it, and so its keys and cached answers. */
export function createAuthorizers(deps: AuthorizerDependencies): AuthorizerSource {
  const made = new Map<string, RestAuthorizer>();
  return (authorization) => {
    if (authorization.kind === 'none') return undefined;
    const name = authorization.kind === 'iam' ? '' : authorization.authorizerName;
    const authorizer = made.get(name) ?? createAuthorizer(authorization, deps);
    made.set(name, authorizer);
    return authorizer;
  };
}

function createAuthorizer(
  model: Exclude<RestAuthorizationModel, { kind: 'none' }>,
  deps: AuthorizerDependencies,
): RestAuthorizer {
  switch (model.kind) {
    case 'iam':
      return new IamAuthorizer(deps);
    case 'cognito':
      return new CognitoAuthorizer(model, deps);
    case 'lambda':
      return new LambdaAuthorizer(model, deps);
  }
}
