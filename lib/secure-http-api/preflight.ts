import {
  CfnRoute,
  HttpIntegration,
  HttpIntegrationType,
  IHttpApi,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { HandlerFunction } from '../core/handler-function';
import { InvokePermissions } from '../core/invoke-permissions';
import { suppressNag } from '../core/nag-suppression';
import { matchingForm, RouteKey, stableId } from '../core/route-key';

export interface PreflightProps {
  readonly httpApi: IHttpApi;
  readonly key: RouteKey;
  readonly permissions: InvokePermissions;
}

/**
 * A public OPTIONS route. The service answers preflights before any integration (rule H-41); an OPTIONS request that is
 * no preflight reaches a function of the library's, never the user's.
 */
export class Preflight extends Construct {
  public readonly route: CfnRoute;
  /** Route keys that would take the same requests. */
  public readonly matches: string;

  public constructor(scope: Construct, id: string, props: PreflightProps) {
    super(scope, id);
    this.matches = matchingForm(props.key);
    const { fn } = new HandlerFunction(this, 'Handler', {
      handler: 'preflight',
      description: 'Answers OPTIONS requests that are no CORS preflights',
    });
    const integration = new HttpIntegration(this, 'Integration', {
      httpApi: props.httpApi,
      integrationType: HttpIntegrationType.AWS_PROXY,
      integrationUri: fn.functionArn,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    });
    integration.node.addDependency(...props.permissions.allow(fn));
    // where a route of the user's with this key stands, so that one can take the place of the other
    this.route = new CfnRoute(new Construct(scope, stableId(props.key)), 'Resource', {
      apiId: props.httpApi.apiId,
      routeKey: props.key.text,
      target: `integrations/${integration.integrationId}`,
      authorizationType: 'NONE',
    });
    suppressNag(this.route, 'AwsSolutions-APIG4', 'Browsers send preflights without credentials.');
  }
}
