import { methodKey } from '../rest-api/model';
import { ApiModel } from './assembly-model';
import { ServedApi, ServedRoute } from './gateway';

/** What a user gets to see of a stage's model. */
export function servedApi(api: ApiModel, constructPath: string | undefined, port: number): ServedApi {
  const { kind, stack, logicalId, name, stageName } = api;
  const base = `${kind === 'WEBSOCKET' ? 'ws' : 'http'}://127.0.0.1:${port}`;
  return {
    stack,
    logicalId,
    kind,
    name,
    // an L2's API is its child `Resource`
    constructPath: constructPath?.replace(/\/(Resource|Default)$/, ''),
    stage: stageName,
    url: stageName === '$default' ? base : `${base}/${stageName}`,
    routes: routesOf(api),
  };
}

function routesOf(api: ApiModel): ServedRoute[] {
  switch (api.kind) {
    case 'HTTP':
      return api.routes.map(({ routeKey, authorization }) => ({ routeKey, authorization }));
    case 'WEBSOCKET':
      return api.routes.map((route) => servedRoute(route.routeKey, route));
    case 'REST':
      return api.methods.map((method) => servedRoute(methodKey(method), method));
  }
}

function servedRoute(
  routeKey: string,
  { authorization, apiKeyRequired }: Pick<Required<ServedRoute>, 'authorization' | 'apiKeyRequired'>,
): ServedRoute {
  return { routeKey, authorization, ...(apiKeyRequired && { apiKeyRequired }) };
}
