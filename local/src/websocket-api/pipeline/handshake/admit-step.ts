import { decision } from '../../../core/step';
import { admit } from '../../../usage/admission';
import { Exchange } from '../../exchange';
import { StageContext } from '../stage-context';
import { HandshakeStepResult, refused } from './step';

/** Quota and throttle of the key's plan. Handshakes count, messages do not: they demand no key. */
export function admitStep({ route, client }: Exchange, { limits }: StageContext): HandshakeStepResult {
  if (!client) return {};
  const admission = admit({ routeKey: route.routeKey }, client, limits);
  switch (admission.kind) {
    case 'over-quota':
      //
      return refused('quota', admission.detail, { status: 429, message: 'Limit Exceeded' });
    case 'throttled':
      return refused('throttle', admission.detail, { status: 429 });
    case 'admitted':
      return client.plan.throttle ? { decision: decision('throttle', 'pass', 'within the limits') } : {};
  }
}
