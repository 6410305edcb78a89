import { decision } from '../../core/step';
import { admit, Limits } from '../../usage/admission';
import { Exchange } from '../exchange';
import { throttled } from '../model';
import { refused, RestStepResult } from './step';

/** Quota, then throttles of the plan and the stage. */
export function admitStep({ method, client }: Exchange, limits: Limits): RestStepResult {
  const admission = admit(throttled(method), client, limits);
  switch (admission.kind) {
    case 'over-quota':
      return refused('quota', admission.detail, { type: 'QUOTA_EXCEEDED' });
    case 'throttled':
      return refused('throttle', admission.detail, { type: 'THROTTLED' });
    case 'admitted': {
      const isLimited = method.throttle !== undefined || client?.plan.throttle !== undefined;
      return isLimited ? { decision: decision('throttle', 'pass', 'within the limits') } : {};
    }
  }
}
