import { ThrottleModel } from '../core/throttle-model';
import { QuotaModel } from '../usage/model';
import { KeyUsage } from '../usage/tier-usage';

/** What the inspector page shows beside the requests. Holds no token, key value, header or body. */
export interface InspectorState {
  readonly apis: readonly InspectedApi[];
  readonly tiers: readonly InspectedTier[];
  readonly connections: readonly InspectedConnection[];
}

/** Names one stage of one API. */
export interface InspectedStage {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly stage: string;
}

export interface InspectedApi extends InspectedStage {
  readonly kind: 'HTTP' | 'REST' | 'WEBSOCKET';
  readonly url: string;
  readonly routes: readonly InspectedRoute[];
}

export interface InspectedRoute {
  readonly routeKey: string;
  /** A few words; absent on routes of a WebSocket API that are for whoever is connected. */
  readonly authorization?: string;
  readonly scopes: readonly string[];
  readonly apiKeyRequired: boolean;
  readonly throttle?: ThrottleModel;
  readonly cacheTtlSeconds?: number;
}

/** A usage plan on one stage. */
export interface InspectedTier {
  readonly api: InspectedStage;
  readonly plan: string;
  readonly throttle?: ThrottleModel;
  readonly quota?: Pick<QuotaModel, 'limit' | 'period'>;
  readonly keys: readonly KeyUsage[];
}

export interface InspectedConnection {
  readonly api: InspectedStage;
  /** Enough of the id to tell connections apart by. */
  readonly idPrefix: string;
  /** ISO 8601. */
  readonly connectedSince: string;
  readonly user?: string;
  /** Absent where they can't be told. */
  readonly channels?: readonly string[];
}
