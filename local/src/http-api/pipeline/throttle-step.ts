import { Exchange } from '../exchange';
import { gatewayError } from '../gateway-errors';
import { RouteThrottles } from '../../core/route-throttles';
import { decision, StepResult } from '../../core/step';

/** H-77, H-38 */
export function throttleStep({ route }: Exchange, throttles: RouteThrottles): StepResult {
  const verdict = throttles.admit(route);
  if (verdict === 'unlimited') return {};
  if (verdict === 'within') return { decision: decision('throttle', 'pass', 'within the limit') };
  return { decision: decision('throttle', 'refused', 'over the limit'), response: gatewayError(429) };
}
