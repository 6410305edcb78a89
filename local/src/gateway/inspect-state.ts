import { InspectedConnection, InspectedStage, InspectorState } from '../inspector/inspector-state';
import { Connection } from '../websocket-api/connection';
import { ApiModel } from './assembly-model';
import { inspectRoutes } from './inspect-route';
import { StageTiers } from './live-apis';
import { qualifiedIdOf } from './qualified-id';
import { ConnectedClient } from './sockets';

export interface InspectedGateway {
  readonly apis: readonly { readonly model: ApiModel; readonly url: string }[];
  readonly tiers: readonly StageTiers[];
  readonly clients: readonly ConnectedClient[];
  /** By connection id, of those whose channels are known. */
  readonly channels: ReadonlyMap<string, readonly string[]>;
}

const PREFIX_CHARACTERS = 6;

/** Picks what the page may show, field by field. */
export function inspectState({ apis, tiers, clients, channels }: InspectedGateway): InspectorState {
  return {
    apis: apis.map(({ model, url }) => ({
      ...stageOf(model),
      kind: model.kind,
      url,
      routes: inspectRoutes(model),
    })),
    tiers: tiers.flatMap(({ api, tiers: plans }) =>
      plans.map(({ plan, throttle, quota, keys }) => ({
        api: stageOf(api),
        plan,
        throttle,
        quota: quota && { limit: quota.limit, period: quota.period },
        keys,
      })),
    ),
    connections: clients.flatMap(({ qualifiedId, client }) => {
      const api = apis.find(({ model }) => isStage(model, qualifiedId, client));
      return api ? [connectionOf(client, stageOf(api.model), channels.get(client.id))] : [];
    }),
  };
}

function stageOf({ stack, logicalId, name, stageName }: ApiModel): InspectedStage {
  return { stack, logicalId, name, stage: stageName };
}

function isStage(model: ApiModel, qualifiedId: string, client: Connection): boolean {
  return qualifiedIdOf(model) === qualifiedId && model.stageName === client.stageName;
}

function connectionOf(
  { id, connectedAt, caller }: Connection,
  api: InspectedStage,
  channels: readonly string[] | undefined,
): InspectedConnection {
  return {
    api,
    idPrefix: id.slice(0, PREFIX_CHARACTERS),
    connectedSince: new Date(connectedAt).toISOString(),
    user: caller.authorizer?.principalId || caller.identity?.cognitoIdentityId || caller.identity?.userArn,
    channels,
  };
}
