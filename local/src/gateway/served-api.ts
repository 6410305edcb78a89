import { HttpApiModel } from '../http-api/model';
import { ServedApi } from './gateway';

/** What a user gets to see of a stage's model. */
export function servedApi(api: HttpApiModel, constructPath: string | undefined, port: number): ServedApi {
  const { stack, logicalId, name, stageName, routes } = api;
  const base = `http://127.0.0.1:${port}`;
  return {
    stack,
    logicalId,
    kind: 'HTTP',
    name,
    // an L2's API is its child `Resource`
    constructPath: constructPath?.replace(/\/(Resource|Default)$/, ''),
    stage: stageName,
    url: stageName === '$default' ? base : `${base}/${stageName}`,
    routes: routes.map(({ routeKey, authorization }) => ({ routeKey, authorization })),
  };
}
