import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ENVIRONMENT_BYTES } from '../core/environment-size';
import { refuse } from '../core/errors';
import { HandlerFunction } from '../core/handler-function';
import { warn } from '../core/warnings';
import {
  encodeSettings,
  JWT_AUTHORIZER,
  JwtAuthorizerSettings,
  TokenSource,
} from '../runtime/contract/jwt-authorizer-settings';
import { CognitoAuthorizationOptions, JwtAuthorizationOptions, _AuthorizationIntent } from '../shared/authorization';
import { IdentitySource } from '../shared/identity-source';
import { _isLoopbackIssuer } from '../shared/issuer';

const CLOCK_SKEW = Duration.seconds(30);
const KEYS_MAX_AGE = Duration.hours(1);
/** Its access tokens name the app client in another claim than its id tokens, and are told apart by it. */
const COGNITO_ISSUER = /^https:\/\/cognito-idp\.[^/]+\.amazonaws\.com(\.cn)?\//;

/** What the shipped authorizer is told, apart from what is the same for every API. */
type Demands = Pick<JwtAuthorizerSettings, 'issuer' | 'audience' | 'tokenUse' | 'token' | 'scopes'>;

/** The shipped authorizer, for the handshakes of one API: a WebSocket API has no JWT authorizer of its own (rule W-5). */
export function jwtConnectAuthorizer(scope: Construct, demands: Demands, claims: string[]): HandlerFunction {
  if (_isLoopbackIssuer(demands.issuer)) {
    warn(scope, 'loopbackIssuer', `AWS cannot reach ${demands.issuer}: good for local tests only`);
  }
  const { value, bytes } = encodeSettings({
    ...demands,
    claims: claims.length > 0 ? claims : undefined,
    clockSkewSeconds: CLOCK_SKEW.toSeconds(),
    keysMaxAgeSeconds: KEYS_MAX_AGE.toSeconds(),
  });
  if (bytes > ENVIRONMENT_BYTES) {
    const remedy = 'name fewer audiences or scopes';
    refuse(scope, 'the authorization does not fit into the 4096 bytes the authorizer has', bytes, remedy);
  }
  return new HandlerFunction(scope, 'Jwt', {
    handler: 'jwt-authorizer',
    description: 'Lets in clients with a good JSON Web Token',
    environment: { [JWT_AUTHORIZER]: value },
  });
}

export function jwtDemands(scope: Construct, options: JwtAuthorizationOptions): Demands {
  if (options.resultsCacheTtl) {
    const remedy = 'leave it out: a token is verified once, when the client connects';
    refuse(scope, 'resultsCacheTtl has no effect on a WebSocket API', options.resultsCacheTtl.toString(), remedy);
  }
  return {
    issuer: options.issuer,
    audience: options.audience,
    tokenUse: COGNITO_ISSUER.test(options.issuer) ? 'cognito' : undefined,
    token: tokenSource(options.identitySource),
    scopes: options.scopes ?? [],
  };
}

export function cognitoDemands(
  userPool: Extract<_AuthorizationIntent, { kind: 'cognito' }>['userPool'],
  options: CognitoAuthorizationOptions,
): Demands {
  return {
    issuer: `https://cognito-idp.${userPool.env.region}.amazonaws.com/${userPool.userPoolId}`,
    audience: options.clients.map((client) => client.userPoolClientId),
    tokenUse: 'cognito',
    token: tokenSource(undefined),
    scopes: options.scopes ?? [],
  };
}

/** Pages can't set headers of a handshake (rule W-9), so that is where tokens are unless the user says otherwise. */
function tokenSource(source: IdentitySource | undefined): TokenSource {
  if (!source) {
    return { in: 'handshake' };
  }
  return { in: source._kind === 'header' ? 'header' : 'query', name: source._name };
}
