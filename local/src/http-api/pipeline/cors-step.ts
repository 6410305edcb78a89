import { GatewayRequest } from '../../core/request';
import { isPreflight, preflightResponse } from '../cors';
import { HttpCorsModel, HttpRouteModel } from '../model';
import { decision, StepResult } from '../../core/step';

/** Answers preflights (H-41), unless a route with an authorizer accepts OPTIONS and so meets them first (H-49). */
export function corsStep(
  request: GatewayRequest,
  cors: HttpCorsModel | undefined,
  route: HttpRouteModel | undefined,
): StepResult {
  if (!cors || !isPreflight(request)) return {};
  if (route && route.authorization.kind !== 'none') {
    return { decision: decision('cors', 'pass', `preflight meets the authorizer of ${route.routeKey}`) };
  }
  const response = preflightResponse(cors, request);
  const isAllowed = response.headers.length > 0;
  return {
    decision: decision('cors', 'answered', isAllowed ? 'preflight' : 'preflight, origin not allowed'),
    response,
  };
}
