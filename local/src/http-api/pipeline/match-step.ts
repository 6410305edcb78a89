import { GatewayRequest } from '../../core/request';
import { decision, StepResult } from '../../core/step';
import { Exchange } from '../exchange';
import { gatewayError } from '../gateway-errors';
import { HttpApiModel, HttpRouteModel } from '../model';
import { pathInStage } from '../request-path';
import { RouteMatcher } from '../route-matcher';

/** Finds the route (H-1 to H-6), or answers 404 (H-34). */
export function matchStep(
  request: GatewayRequest,
  stage: HttpApiModel,
  matcher: RouteMatcher<HttpRouteModel>,
): StepResult & { readonly exchange?: Exchange } {
  const match = matcher.match(request.method, pathInStage(request, stage.stageName));
  if (!match) return { decision: decision('route', 'refused', 'no route'), response: gatewayError(404) };
  const { route, pathParameters } = match;
  return {
    decision: decision('route', 'pass', route.routeKey),
    exchange: { request, stage, route, pathParameters, authorizer: {} },
  };
}
