import { Resource } from './deployable-templates';

type Resources = Readonly<Record<string, Resource>>;

/** A route, as far as it matters who may call it. */
interface Route {
  readonly id: string;
  readonly key: string;
  readonly api: string;
  readonly isOfWebSocket: boolean;
  readonly authorizationType: string;
  readonly authorizer: unknown;
  /** Why it is open, by the metadata that it carries. */
  readonly reason: string;
}

/** Reasons for which a route may be open, and the routes that may give them. */
const REASONS: [RegExp, (route: Route) => boolean][] = [
  [/^Public on purpose: (its own line|the line of the API) says Authorization.none/, () => true],
  [/^Browsers send preflights without credentials/, ({ key }) => key.startsWith('OPTIONS ')],
  [/^The service authorizes \$connect/, ({ key, isOfWebSocket }) => isOfWebSocket && key !== '$connect'],
];

/** Faults of HTTP and WebSocket APIs: open routes that don't say why, and stages that log nobody's calls. */
export function v2Faults(resources: Resources): string[] {
  const routes = Object.keys(ofType(resources, 'Route')).map((id) => routeAt(resources, id));
  return [
    ...routes
      .filter((route) => !isGuarded(route) && !isMeantToBeOpen(route))
      .map(({ id, key }) => `${id}: ${key} is open`),
    ...refusedPreflights(resources, routes).map(({ id, key }) => `${id}: ${key} refuses preflights`),
    ...unconnectable(resources).map((id) => `${id}: has no $connect`),
    ...Object.entries(ofType(resources, 'Stage'))
      .filter(([, { Properties }]) => Properties!.AccessLogSettings === undefined)
      .map(([id]) => `${id}: has no access log`),
  ];
}

function ofType(resources: Resources, kind: string): Resources {
  return Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type === `AWS::ApiGatewayV2::${kind}`));
}

function routeAt(resources: Resources, id: string): Route {
  const { Properties, Metadata } = resources[id];
  const { ApiId, RouteKey, AuthorizationType = 'NONE', AuthorizerId } = Properties as Record<string, string>;
  const suppressions = (Metadata?.cdk_nag as { rules_to_suppress: { reason: string }[] } | undefined)
    ?.rules_to_suppress;
  return {
    id,
    key: RouteKey,
    api: referredTo(ApiId),
    isOfWebSocket: isWebSocket(resources, ApiId),
    authorizationType: AuthorizationType,
    authorizer: AuthorizerId,
    reason: suppressions?.[0].reason ?? '',
  };
}

function isWebSocket(resources: Resources, apiId: unknown): boolean {
  return resources[referredTo(apiId)]?.Properties?.ProtocolType === 'WEBSOCKET';
}

function isGuarded({ authorizationType, authorizer }: Route): boolean {
  return authorizationType === 'AWS_IAM' || (['JWT', 'CUSTOM'].includes(authorizationType) && authorizer !== undefined);
}

function isMeantToBeOpen(route: Route): boolean {
  return REASONS.some(([reason, mayGive]) => reason.test(route.reason) && mayGive(route));
}

/** Guarded routes of APIs with CORS that take OPTIONS, and with it the preflights, which have no credentials. */
function refusedPreflights(resources: Resources, routes: readonly Route[]): Route[] {
  const hasCors = ({ api }: Route) => resources[api]?.Properties?.CorsConfiguration !== undefined;
  const isAnswered = ({ api }: Route) =>
    routes.some((route) => route.api === api && route.key === 'OPTIONS /{proxy+}' && !isGuarded(route));
  const takesOptions = (route: Route) =>
    route.key.startsWith('ANY ') || (route.key === '$default' && !isAnswered(route));
  return routes.filter((route) => hasCors(route) && isGuarded(route) && takesOptions(route));
}

function referredTo(reference: unknown): string {
  return (reference as { Ref: string }).Ref;
}

/** WebSocket APIs that nothing stands before. */
function unconnectable(resources: Resources): string[] {
  const connects = Object.values(ofType(resources, 'Route')).filter(
    ({ Properties }) => Properties!.RouteKey === '$connect',
  );
  const connectable = connects.map(({ Properties }) => referredTo(Properties!.ApiId));
  const webSockets = Object.keys(ofType(resources, 'Api')).filter((Ref) => isWebSocket(resources, { Ref }));
  return webSockets.filter((id) => !connectable.includes(id));
}
