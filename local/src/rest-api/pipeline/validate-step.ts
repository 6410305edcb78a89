import { decision } from '../../core/step';
import { Exchange } from '../exchange';
import { bodyProblem } from '../validation/validate-body';
import { missingParameters } from '../validation/missing-parameters';
import { refused, RestStepResult } from './step';

/** Parameters first, then the body. */
export function validateStep(exchange: Exchange): RestStepResult {
  const { validatesParameters, validatesBody } = exchange.method.validation;
  const missing = validatesParameters ? missingParameters(exchange) : [];
  if (missing.length > 0) {
    const message = `Missing required request parameters: [${missing.join(', ')}]`;
    return refused('validate', message, { type: 'BAD_REQUEST_PARAMETERS', message });
  }
  const problem = validatesBody ? bodyProblem(exchange) : undefined;
  if (problem !== undefined) {
    return refused('validate', 'the body does not fit its model', {
      type: 'BAD_REQUEST_BODY',
      validationErrorString: problem,
    });
  }
  return validatesParameters || validatesBody ? { decision: decision('validate', 'pass', 'as declared') } : {};
}
