import { Clock } from '../../core/clock';
import { DevelopmentCredentials } from '../../core/development-credentials';
import { FunctionInvoker } from '../../functions/function-invoker';
import { WebSocketAuthorizationModel } from '../model';
import { WebSocketAuthorizer } from './authorizer';
import { IamAuthorizer } from './iam-authorizer';
import { LambdaAuthorizer } from './lambda-authorizer';

export interface AuthorizerDependencies {
  readonly clock: Clock;
  readonly invoker: FunctionInvoker;
  readonly credentials: DevelopmentCredentials;
}

/** Undefined when everybody may connect. */
export function createAuthorizer(
  model: WebSocketAuthorizationModel,
  deps: AuthorizerDependencies,
): WebSocketAuthorizer | undefined {
  switch (model.kind) {
    case 'none':
      return undefined;
    case 'iam':
      return new IamAuthorizer(deps);
    case 'lambda':
      return new LambdaAuthorizer(model, deps.invoker);
  }
}
