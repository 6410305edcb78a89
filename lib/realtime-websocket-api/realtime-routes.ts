import { CfnIntegration, CfnModel, CfnRoute, CfnRouteProps, CfnRouteResponse } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { contentKey } from '../core/content-key';
import { checkGiven, refuse } from '../core/errors';
import { InvokePermissions } from '../core/invoke-permissions';
import { checkSchema, JsonSchema } from '../core/json-schema';
import { suppressNag } from '../core/nag-suppression';
import { sorted } from '../core/sorted';
import { RouteIntegration } from '../shared/route-integration';
import { RealtimeIntegrations } from './realtime-integrations';
import { RealtimeRoute, RealtimeRouteOptions } from './realtime-route';
import { checkRouteName } from './route-names';

/** Rule Q-15. */
const ROUTES_QUOTA = 300;
const DEFAULT = '$default';

export interface RealtimeRoutesProps {
  readonly apiId: string;
  readonly permissions: InvokePermissions;
}

/** The routes of one WebSocket API: those of the user's, and those it answers itself. */
export class RealtimeRoutes {
  public readonly all: RealtimeRoute[] = [];
  public readonly integrations: RealtimeIntegrations;
  private readonly own: CfnRoute[] = [];

  public constructor(
    private readonly scope: Construct,
    private readonly props: RealtimeRoutesProps,
  ) {
    this.integrations = new RealtimeIntegrations(scope, props.apiId, props.permissions);
  }

  public add(name: string, integration: RouteIntegration, options: RealtimeRouteOptions): RealtimeRoute {
    checkRouteName(
      this.scope,
      name,
      this.all.map(({ routeKey }) => routeKey),
    );
    const remedy = 'say what answers, such as RouteIntegration.lambda(fn)';
    checkGiven(this.scope, `integration of ${name}`, integration, remedy);
    if (this.all.length + this.own.length >= ROUTES_QUOTA) {
      refuse(this.scope, `a WebSocket API has at most ${ROUTES_QUOTA} routes`, name, 'use a second API');
    }
    const route = RealtimeRoute._create(this.scope, name, options.reply ?? false);
    const target = this.integrations.integrate(route, integration);
    this.makeRoute(route, name, target, {
      reply: route.reply,
      ...(options.schema ? this.validation(route, options.schema) : {}),
    });
    this.all.push(route);
    return route;
  }

  /** A route that the API answers itself. */
  public addOwn(name: string, target: Construct, options: OwnRouteOptions = {}): Construct {
    const construct = new Construct(this.scope, `Route ${name}`);
    const route = this.makeRoute(construct, name, target, options);
    this.own.push(route);
    return construct;
  }

  /** What a route became in the template. */
  public resourceOf(route: Construct): CfnRoute {
    return route.node.findChild('Resource') as CfnRoute;
  }

  private makeRoute(where: Construct, routeKey: string, target: Construct, options: OwnRouteOptions): CfnRoute {
    const { apiId } = this.props;
    const { reply = false, ...more } = options;
    const integration = target.node.findChild('Resource') as CfnIntegration;
    const route = new CfnRoute(where, 'Resource', {
      apiId,
      routeKey,
      authorizationType: 'NONE',
      ...more,
      target: `integrations/${integration.ref}`,
      routeResponseSelectionExpression: reply ? DEFAULT : undefined,
    });
    const response = target.node.tryFindChild('Response');
    if (response) {
      // no stage may deploy a mock that has nothing to say yet
      where.node.addDependency(response);
    }
    if (reply) {
      new CfnRouteResponse(where, 'Response', { apiId, routeId: route.ref, routeResponseKey: DEFAULT });
    }
    if (routeKey !== '$connect') {
      suppressNag(
        route,
        'AwsSolutions-APIG4',
        'The service authorizes $connect, once for all messages of a connection.',
      );
    }
    return route;
  }

  /** One model for all routes with the same schema (rules W-19, W-21). */
  private validation(where: RealtimeRoute, schema: JsonSchema): Pick<CfnRouteProps, 'requestModels'> {
    checkSchema(where, schema, 'schema');
    const id = `Model${contentKey(this.scope, schema)}`;
    const model =
      (this.scope.node.tryFindChild(id) as CfnModel | undefined) ??
      new CfnModel(this.scope, id, {
        apiId: this.props.apiId,
        name: id,
        contentType: 'application/json',
        schema: { $schema: 'http://json-schema.org/draft-04/schema#', ...sorted(schema) },
      });
    where.node.addDependency(model);
    return { ...MODEL_SELECTION, requestModels: { [DEFAULT]: model.name } };
  }
}

const MODEL_SELECTION = { modelSelectionExpression: '\\$default' };

type OwnRouteOptions = Pick<
  CfnRouteProps,
  'authorizationType' | 'authorizerId' | 'modelSelectionExpression' | 'requestModels'
> & { readonly reply?: boolean };
