import { decision } from '../../core/step';
import { mockStatus } from '../../templates/mock-status';
import { Exchange } from '../exchange';
import { MappingModel } from '../model';
import { failed, refused, RestStepResult } from '../pipeline/step';
import { noOverrides } from '../templates/overrides';
import { mapResponse } from './map-response';
import { mappedRequestBody } from './request-body';
import { selectResponse } from './response-selection';

const NO_BACKEND = { headers: [], body: Buffer.alloc(0) };

/** the rendered request template names a status, which selects the integration response. */
export function answerMock(exchange: Exchange, mapping: MappingModel): RestStepResult {
  const overrides = noOverrides();
  try {
    const rendered = mappedRequestBody(exchange, mapping, overrides);
    if (rendered === 'unsupported') {
      return refused('integrate', 'no template for this content type', { type: 'UNSUPPORTED_MEDIA_TYPE' });
    }
    const status = mockStatus(rendered.toString());
    if (status === undefined) return broken('the request template gives no JSON with a whole number as statusCode');
    const response = selectResponse(mapping.responses, String(status));
    if (!response) return broken(`no integration response for status ${status}`);
    return {
      decision: decision('integrate', 'answered', 'mock'),
      response: mapResponse(exchange, NO_BACKEND, response, overrides),
    };
  } catch (error) {
    return broken((error as Error).message);
  }
}

function broken(detail: string): RestStepResult {
  return failed('integrate', detail, { type: 'API_CONFIGURATION_ERROR' });
}
