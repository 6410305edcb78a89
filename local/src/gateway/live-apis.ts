import { AwsServices } from '../aws-services/aws-services';
import { ApiServer } from '../core/answer';
import { Clock } from '../core/clock';
import { DevelopmentCredentials } from '../core/development-credentials';
import { Keep, keepWithin } from '../core/keepsakes';
import { FunctionInvoker } from '../functions/function-invoker';
import { createAuthorizers } from '../http-api/authorizers/create-authorizers';
import { httpApiServer } from '../http-api/http-api-server';
import { HttpApiModel } from '../http-api/model';
import { HttpApiStage } from '../http-api/pipeline/http-api-stage';
import { createAuthorizers as createRestAuthorizers } from '../rest-api/authorizers/create-authorizers';
import { RandomSource } from '../rest-api/canary';
import { RestApiModel } from '../rest-api/model';
import { RestApiStage } from '../rest-api/pipeline/rest-api-stage';
import { restApiServer } from '../rest-api/rest-api-server';
import { LiveUsage } from '../usage/live-usage';
import { TierUsage } from '../usage/tier-usage';
import { WebSocketApiModel } from '../websocket-api/model';
import { OpenConnections } from '../websocket-api/sockets/open-connections';
import { WebSocketApi } from '../websocket-api/websocket-api';
import { ApiModel } from './assembly-model';
import { qualifiedIdOf } from './qualified-id';

export interface LiveApiProps {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly credentials: DevelopmentCredentials;
  readonly issuers: Readonly<Record<string, string>>;
  readonly invoker: FunctionInvoker;
  readonly keep: Keep;
  readonly usage: LiveUsage;
  /** Clients of a WebSocket API, which outlive what they are connected to. */
  connectionsOf(qualifiedId: string): OpenConnections;
}

interface Dependencies extends LiveApiProps {
  readonly aws: AwsServices;
}

/** What answers for one API, all stages of it. */
export interface LiveApi {
  readonly answer: ApiServer;
  /** Absent of other kinds of API. */
  readonly webSocketApi?: WebSocketApi;
  /** Usage plans of each stage, with what is left to their keys. */
  tiers(): readonly StageTiers[];
}

export interface StageTiers {
  readonly api: RestApiModel | WebSocketApiModel;
  readonly tiers: readonly TierUsage[];
}

/** By qualified id. */
export function liveApis(models: readonly ApiModel[], deps: Dependencies): ReadonlyMap<string, LiveApi> {
  const ids = [...new Set(models.map(qualifiedIdOf))];
  const stagesOf = (id: string) => models.filter((model) => qualifiedIdOf(model) === id);
  return new Map(ids.map((id) => [id, liveApi(id, stagesOf(id), deps)]));
}

function liveApi(qualifiedId: string, stages: readonly ApiModel[], deps: Dependencies): LiveApi {
  const rest = stages.filter((stage) => stage.kind === 'REST');
  if (rest.length > 0) return liveRestApi(rest, deps);
  const webSocket = stages.filter((stage) => stage.kind === 'WEBSOCKET');
  if (webSocket.length > 0) return liveWebSocketApi(qualifiedId, webSocket, deps);
  return liveHttpApi(
    stages.filter((stage) => stage.kind === 'HTTP'),
    deps,
  );
}

function liveHttpApi(models: readonly HttpApiModel[], deps: Dependencies): LiveApi {
  const stages = models.map((stage) => {
    const own = keptByStage(stage, deps);
    return new HttpApiStage(stage, { ...own, authorizerFor: createAuthorizers(own) });
  });
  return { answer: httpApiServer(stages), tiers: () => [] };
}

function liveRestApi(models: readonly RestApiModel[], deps: Dependencies): LiveApi {
  const stages = models.map((stage) => {
    const own = keptByStage(stage, deps);
    return new RestApiStage(stage, { ...own, authorizerFor: createRestAuthorizers(own) });
  });
  return {
    answer: restApiServer(stages),
    tiers: () => stages.map(({ model, tiers }) => ({ api: model, tiers })),
  };
}

function liveWebSocketApi(qualifiedId: string, models: readonly WebSocketApiModel[], deps: Dependencies): LiveApi {
  const connections = deps.connectionsOf(qualifiedId);
  const webSocketApi = new WebSocketApi(models, { ...deps, connections, keep: keepWithin(qualifiedId, deps.keep) });
  return {
    answer: (request) => webSocketApi.answer(request),
    webSocketApi,
    tiers: () => webSocketApi.tiers,
  };
}

/** Cached keys and answers are a stage's own (H-64, R-60). */
function keptByStage(stage: ApiModel, deps: Dependencies): Dependencies {
  return { ...deps, keep: keepWithin(`${qualifiedIdOf(stage)} ${stage.stageName}`, deps.keep) };
}
