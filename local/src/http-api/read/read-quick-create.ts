import { StageModel } from '../../api-gateway-v2/read-stage-settings';
import { ResourceReader } from '../../assembly';
import { functionArnIn } from '../../assembly/function-uri';
import { HttpIntegrationModel, HttpRouteModel } from '../model';
import { MAX_TIMEOUT_MS } from './read-integration';

/** `Target` on the API makes a route with an integration, and a `$default` stage that follows it. */
export interface QuickCreate {
  readonly route: HttpRouteModel;
  readonly stage: StageModel;
}

export function readQuickCreate(api: ResourceReader): QuickCreate | undefined {
  const target = api.string('Target');
  if (!target) return undefined;
  const functionArn = functionArnIn(target);
  const common = { timeoutMs: MAX_TIMEOUT_MS, requestParameters: {}, responseParameters: {} };
  const integration: HttpIntegrationModel = functionArn
    ? { kind: 'lambda', functionArn, payloadFormat: '2.0', ...common }
    : { kind: 'http', url: target, method: 'ANY', ...common };
  return {
    route: {
      logicalId: api.logicalId,
      routeKey: api.string('RouteKey') ?? '$default',
      authorization: { kind: 'none' },
      integration,
    },
    stage: { name: '$default', variables: {}, routeThrottles: new Map() },
  };
}
