import { Names } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketAuthorizer, WebSocketAuthorizerType } from 'aws-cdk-lib/aws-apigatewayv2';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { checkGiven, refuse } from '../core/errors';
import { InvokePermissions } from '../core/invoke-permissions';
import { routeScopes } from '../core/route-scopes';
import { warn } from '../core/warnings';
import { Authorization, LambdaAuthorizationOptions } from '../shared/authorization';
import { IdentitySource } from '../shared/identity-source';
import { invocationUri } from './invocation-uri';
import { cognitoDemands, jwtConnectAuthorizer, jwtDemands } from './jwt-connect-authorizer';

/** How `$connect` names its authorization in the template. Other routes have none (rule W-5). */
export interface ConnectAuthorization {
  readonly authorizationType: 'AWS_IAM' | 'CUSTOM' | 'NONE';
  readonly authorizerId?: string;
  readonly apiKeyRequired?: boolean;
}

export interface ConnectAuthorizerProps {
  readonly webSocketApi: WebSocketApi;
  readonly authorization: Authorization;
  readonly permissions: InvokePermissions;
  /** Claims that rules for channels ask for. */
  readonly claims: string[];
}

/**
 * Is there with every request. CreateAuthorizer wants a source, a missing one is 401 without a reason (rule W-6), and
 * browsers can't set the header Authorization (rule W-9).
 */
const ALWAYS_THERE = 'route.request.header.Host';

/** Who decides about handshakes. What it says holds as long as the connection (rule W-8). */
export function connectAuthorization(scope: Construct, props: ConnectAuthorizerProps): ConnectAuthorization {
  checkGiven(scope, 'authorization', props.authorization, 'say who may connect, such as Authorization.jwt({...})');
  const intent = props.authorization._intent;
  routeScopes(scope, '$connect', props.authorization, undefined);
  switch (intent.kind) {
    case 'none':
      warn(scope, 'publicConnect', 'anyone may connect; acknowledge this warning if it is meant to');
      return { authorizationType: 'NONE' };
    case 'iam':
      return { authorizationType: 'AWS_IAM' };
    case 'jwt': {
      const handler = jwtConnectAuthorizer(scope, jwtDemands(scope, intent.options), props.claims);
      return byFunction(scope, props, handler.fn, [ALWAYS_THERE]);
    }
    case 'cognito': {
      const handler = jwtConnectAuthorizer(scope, cognitoDemands(intent.userPool, intent.options), props.claims);
      return byFunction(scope, props, handler.fn, [ALWAYS_THERE]);
    }
    case 'lambda':
      refuseCache(scope, intent.options);
      return byFunction(scope, props, intent.fn, intent.options.identitySources?.map(expression) ?? [ALWAYS_THERE]);
  }
}

function byFunction(
  scope: Construct,
  { webSocketApi, permissions }: ConnectAuthorizerProps,
  fn: IFunction,
  identitySource: string[],
): ConnectAuthorization {
  const authorizer = new WebSocketAuthorizer(scope, 'Authorizer', {
    webSocketApi,
    // unique in the API (user pain 21)
    authorizerName: `${Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' })}-Authorizer`,
    type: WebSocketAuthorizerType.LAMBDA,
    identitySource,
    authorizerUri: invocationUri(fn),
  });
  authorizer.node.addDependency(...permissions.allow(fn));
  return { authorizationType: 'CUSTOM', authorizerId: authorizer.authorizerId };
}

/** The service caches no verdicts here (rule W-7). */
function refuseCache(scope: Construct, { resultsCacheTtl: ttl }: LambdaAuthorizationOptions): void {
  if (ttl && (ttl.isUnresolved() || ttl.toSeconds() > 0)) {
    const remedy = 'leave it out: the function is asked once, when the client connects';
    refuse(scope, 'resultsCacheTtl has no effect on a WebSocket API', ttl.toString(), remedy);
  }
}

/** Rule W-6. */
function expression({ _kind: kind, _name: name }: IdentitySource): string {
  switch (kind) {
    case 'header':
      return `route.request.header.${name}`;
    case 'queryString':
      return `route.request.querystring.${name}`;
    case 'context':
      return `context.${name}`;
    case 'stageVariable':
      return `stageVariables.${name}`;
  }
}
