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

export interface PreflightProps {
  readonly httpApi: IHttpApi;
  readonly routeKey: string;
  readonly permissions: InvokePermissions;
}

/**
 * A public OPTIONS route. The service answers preflights before any integration (rule H-41); an OPTIONS request that is
 * no preflight reaches a function of the library's, never the user's.
 */
export class Preflight extends Construct {
  public readonly routeKey: string;

  public constructor(scope: Construct, id: string, props: PreflightProps) {
    super(scope, id);
    this.routeKey = props.routeKey;
    const { fn } = new HandlerFunction(this, 'Handler', {
      handler: 'preflight',
      description: 'Answers OPTIONS requests that are no CORS preflights',
    });
    props.permissions.allow(fn);
    const integration = new HttpIntegration(this, 'Integration', {
      httpApi: props.httpApi,
      integrationType: HttpIntegrationType.AWS_PROXY,
      integrationUri: fn.functionArn,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    });
    const route = new CfnRoute(this, 'Route', {
      apiId: props.httpApi.apiId,
      routeKey: props.routeKey,
      target: `integrations/${integration.integrationId}`,
      authorizationType: 'NONE',
    });
    suppressNag(route, 'AwsSolutions-APIG4', 'Browsers send preflights without credentials.');
  }
}
