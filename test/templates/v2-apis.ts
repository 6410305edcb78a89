import { Resource } from './deployable-templates';
import { apiOf, isGuarded, isWebSocket, Resources, v2Resources, V2Route, v2Routes } from './v2-routes';

/** Faults of HTTP and WebSocket APIs, other than that anybody may call them. */
export function v2Faults(resources: Resources): string[] {
  return [
    ...refusedPreflights(resources, v2Routes(resources)).map(({ id, key }) => `${id}: ${key} refuses preflights`),
    ...unconnectable(resources).map((id) => `${id}: has no $connect`),
    ...unusedModels(resources).map((id) => `${id}: no route checks messages by it`),
    ...Object.entries(v2Resources(resources, 'Stage'))
      .filter(([, { Properties }]) => Properties!.AccessLogSettings === undefined)
      .map(([id]) => `${id}: has no access log`),
  ];
}

/** Guarded routes of APIs with CORS that take OPTIONS, and with it the preflights, which have no credentials. */
function refusedPreflights(resources: Resources, routes: readonly V2Route[]): V2Route[] {
  const hasCors = ({ api }: V2Route) => resources[api]?.Properties?.CorsConfiguration !== undefined;
  const isAnswered = ({ api }: V2Route) =>
    routes.some((route) => route.api === api && route.key === 'OPTIONS /{proxy+}' && !isGuarded(route));
  const takesOptions = (route: V2Route) =>
    route.key.startsWith('ANY ') || (route.key === '$default' && !isAnswered(route));
  return routes.filter((route) => hasCors(route) && isGuarded(route) && takesOptions(route));
}

/** WebSocket APIs that nothing stands before. */
function unconnectable(resources: Resources): string[] {
  const connects = v2Routes(resources).filter(({ key }) => key === '$connect');
  const connectable = connects.map(({ api }) => api);
  const webSockets = Object.entries(v2Resources(resources, 'Api')).filter(([, api]) => isWebSocket(api));
  return webSockets.map(([id]) => id).filter((id) => !connectable.includes(id));
}

/** Schemas of messages that the service would never look at: a route takes a model by an expression, or none. */
function unusedModels(resources: Resources): string[] {
  const routes = Object.values(v2Resources(resources, 'Route'));
  const isUsed = (model: Resource) =>
    routes.some((route) => apiOf(route) === apiOf(model) && selectedModel(route) === model.Properties!.Name);
  return Object.entries(v2Resources(resources, 'Model'))
    .filter(([, model]) => !isUsed(model))
    .map(([id]) => id);
}

/** The backslash makes a constant of what follows. */
function selectedModel({ Properties }: Resource): string | undefined {
  const { RequestModels, ModelSelectionExpression = '' } = Properties as {
    RequestModels?: Record<string, string>;
    ModelSelectionExpression?: string;
  };
  return ModelSelectionExpression.startsWith('\\') ? RequestModels?.[ModelSelectionExpression.slice(1)] : undefined;
}
