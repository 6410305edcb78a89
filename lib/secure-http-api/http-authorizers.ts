import { Aws, Duration, Names } from 'aws-cdk-lib';
import {
  AuthorizerPayloadVersion,
  HttpAuthorizer,
  HttpAuthorizerProps,
  HttpAuthorizerType,
  IHttpApi,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { contentKey } from '../core/content-key';
import { refuse } from '../core/errors';
import { InvokePermissions } from '../core/invoke-permissions';
import { TOKEN_HEADER } from '../core/token-header';
import { cachesVerdicts } from '../core/verdict-cache';
import { warn } from '../core/warnings';
import {
  _AuthorizationIntent,
  Authorization,
  CognitoAuthorizationOptions,
  LambdaAuthorizationOptions,
} from '../shared/authorization';
import { IdentitySource } from '../shared/identity-source';
import { headersRead } from '../core/headers-read';
import { _isLoopbackIssuer } from '../shared/issuer';

/** How a route names its authorization in the template. */
export interface RouteAuthorization {
  readonly authorizationType: 'AWS_IAM' | 'CUSTOM' | 'JWT' | 'NONE';
  readonly authorizerId?: string;
}

type OwnProps = Omit<HttpAuthorizerProps, 'httpApi' | 'authorizerName'>;

/** Rule Q-2. */
const AUTHORIZERS_QUOTA = 10;

/**
 * The API's own authorizer. One of the other type is another resource: the service takes no route whose type is not that
 * of its authorizer, and while one was changed in place, every route would be such a one.
 */
const OWN_IDS = { JWT: 'Authorizer', CUSTOM: 'LambdaAuthorizer' };

/** The authorizers of one HTTP API: one for each different authorization. */
export class HttpAuthorizers {
  private readonly made = new Map<string, HttpAuthorizer>();
  private readonly used = new Set<Authorization>();

  public constructor(
    private readonly scope: Construct,
    private readonly httpApi: IHttpApi,
    private readonly permissions: InvokePermissions,
    private readonly apiAuthorization: Authorization,
  ) {
    // first, so that it keeps its id when issuer, audience or function change, and is updated in place
    this.authorize(apiAuthorization);
  }

  public authorize(authorization: Authorization): RouteAuthorization {
    this.used.add(authorization);
    const intent = authorization._intent;
    switch (intent.kind) {
      case 'none':
        return { authorizationType: 'NONE' };
      case 'iam':
        return { authorizationType: 'AWS_IAM' };
      case 'jwt':
        refuseCache(this.scope, intent.options.resultsCacheTtl);
        if (_isLoopbackIssuer(intent.options.issuer)) {
          warn(
            this.scope,
            'loopbackIssuer',
            `API Gateway cannot reach ${intent.options.issuer}: good for local tests only`,
          );
        }
        return this.byAuthorizer('JWT', authorization, {
          type: HttpAuthorizerType.JWT,
          identitySource: [expression(intent.options.identitySource ?? TOKEN_HEADER)],
          jwtIssuer: intent.options.issuer,
          jwtAudience: intent.options.audience,
        });
      case 'cognito':
        return this.byAuthorizer('JWT', authorization, cognitoProps(intent.userPool, intent.options));
      case 'lambda': {
        const permissions = this.permissions.allow(intent.fn);
        return this.byAuthorizer('CUSTOM', authorization, lambdaProps(intent.fn, intent.options), permissions);
      }
    }
  }

  /** Request headers that the authorizations in use read: a page must be allowed to send them. */
  public headers(): string[] {
    return [...new Set([...this.used].flatMap((authorization) => headersRead(authorization)))].sort();
  }

  private byAuthorizer(
    authorizationType: 'JWT' | 'CUSTOM',
    authorization: Authorization,
    props: OwnProps,
    permissions: CfnPermission[] = [],
  ): RouteAuthorization {
    const key = contentKey(this.scope, props);
    let authorizer = this.made.get(key);
    if (!authorizer) {
      const id = authorization === this.apiAuthorization ? OWN_IDS[authorizationType] : `Authorizer${key}`;
      // unique in the API, where another stack may have authorizers too
      const authorizerName = `${Names.uniqueResourceName(this.scope, { maxLength: 100, separator: '-' })}-${id}`;
      authorizer = new HttpAuthorizer(this.scope, id, { httpApi: this.httpApi, authorizerName, ...props });
      authorizer.node.addDependency(...permissions);
      this.made.set(key, authorizer);
      this.warnPastQuota();
    }
    return { authorizationType, authorizerId: authorizer.authorizerId };
  }

  private warnPastQuota(): void {
    if (this.made.size === AUTHORIZERS_QUOTA + 1) {
      const remedy = 'share Authorization values, or ask AWS for a higher quota';
      warn(this.scope, 'authorizerQuota', `more than ${AUTHORIZERS_QUOTA} authorizers in one API: ${remedy}`);
    }
  }
}

function refuseCache(scope: Construct, ttl: Duration | undefined): void {
  if (ttl) {
    const remedy = 'leave it out: the authorizer of an HTTP API verifies every token';
    refuse(scope, 'resultsCacheTtl has no effect on the JWT authorizer of an HTTP API', ttl.toString(), remedy);
  }
}

function cognitoProps(
  userPool: Extract<_AuthorizationIntent, { kind: 'cognito' }>['userPool'],
  options: CognitoAuthorizationOptions,
): OwnProps {
  return {
    type: HttpAuthorizerType.JWT,
    identitySource: [expression(TOKEN_HEADER)],
    jwtIssuer: `https://cognito-idp.${userPool.env.region}.amazonaws.com/${userPool.userPoolId}`,
    jwtAudience: options.clients.map((client) => client.userPoolClientId),
  };
}

function lambdaProps(fn: IFunction, options: LambdaAuthorizationOptions): OwnProps {
  const named = (options.identitySources ?? [TOKEN_HEADER]).map(expression);
  return {
    type: HttpAuthorizerType.LAMBDA,
    // the service's cache key leaves out the route (rule H-64): without it a verdict for one route would serve another
    identitySource: cachesVerdicts(options) ? [...new Set([...named, '$context.routeKey'])] : named,
    authorizerUri: invocationUri(fn),
    payloadFormatVersion: AuthorizerPayloadVersion.VERSION_2_0,
    enableSimpleResponses: true,
    resultsCacheTtl: options.resultsCacheTtl ?? Duration.seconds(0),
  };
}

function invocationUri(fn: IFunction): string {
  return `arn:${Aws.PARTITION}:apigateway:${fn.env.region}:lambda:path/2015-03-31/functions/${fn.functionArn}/invocations`;
}

function expression(source: IdentitySource): string {
  switch (source._kind) {
    case 'header':
      return `$request.header.${source._name}`;
    case 'queryString':
      return `$request.querystring.${source._name}`;
    case 'context':
      return `$context.${source._name}`;
    case 'stageVariable':
      return `$stageVariables.${source._name}`;
  }
}
