import { CfnUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { refuse } from '../../core/errors';
import { RouteIntegration } from '../../shared/route-integration';
import { MeteredRestApi } from '../metered-rest-api';
import { MeteredRestRoute } from '../metered-rest-route';
import { UsageHandler } from './usage-handler';
import { UsageRouteOptions } from './usage-route-options';

const THROTTLE = { rateLimit: 2, burstLimit: 5 };

/** A route that tells about the key it is called with. */
export function addUsageRoute(
  api: MeteredRestApi,
  plans: Record<string, CfnUsagePlan>,
  routeKey: string,
  { authorization, scopes, throttle = THROTTLE }: UsageRouteOptions,
): MeteredRestRoute {
  if (Object.keys(plans).length === 0) {
    refuse(api, 'a usage route tells about API keys, but the API has no tiers', routeKey, 'give the API tiers');
  }
  if (!routeKey.startsWith('GET ')) {
    refuse(api, 'a usage route only reads', routeKey, 'write "GET /usage"');
  }
  const integration = RouteIntegration.lambda(UsageHandler.of(api, plans).fn);
  return api.addRoute(routeKey, integration, { authorization, scopes, throttle, apiKeyRequired: true });
}
