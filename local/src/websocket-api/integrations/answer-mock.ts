import { decision } from '../../core/step';
import { mockStatus } from '../../templates/mock-status';
import { Exchange } from '../exchange';
import { mapRequest } from '../mapping/map-request';
import { mapResponse } from '../mapping/map-response';
import { WebSocketIntegrationModel } from '../model';
import { failed, IntegrationOutcome } from './outcome';

type MockIntegration = Extract<WebSocketIntegrationModel, { kind: 'mock' }>;

/** The request template names a status, which selects the integration response and so the reply (W-24, R-101). */
export function answerMock(exchange: Exchange, { mapping }: MockIntegration): IntegrationOutcome {
  try {
    const request = mapRequest(exchange, mapping);
    if (request === undefined) return failed('configuration', 'no request template is chosen');
    const status = mockStatus(request);
    if (status === undefined) {
      return failed('configuration', 'the request template gives no JSON with a whole number as statusCode');
    }
    const response = { status, headers: [], body: '' };
    const body = mapResponse(exchange, mapping.responses, String(status), response);
    return { kind: 'answered', status, headers: [], body, decision: decision('integrate', 'answered', 'mock') };
  } catch (error) {
    return failed('configuration', (error as Error).message);
  }
}
