import { decision } from '../../core/step';
import { mockStatus } from '../../templates/mock-status';
import { Exchange } from '../exchange';
import { messageBody } from '../mapping/message-body';
import { replyBody, responseFor } from '../mapping/reply-body';
import { WebSocketIntegrationModel } from '../model';
import { failed, IntegrationOutcome } from './outcome';

type MockIntegration = Extract<WebSocketIntegrationModel, { kind: 'mock' }>;

/** The request template names a status, which selects the integration response and so the reply (W-24, R-101). */
export function answerMock(exchange: Exchange, { mapping }: MockIntegration): IntegrationOutcome {
  try {
    const status = mockStatus(messageBody(exchange, mapping));
    if (status === undefined) {
      return failed('configuration', 'the request template gives no JSON with a whole number as statusCode');
    }
    // without a response that fits there is nothing to say (assumed)
    const model = responseFor(mapping.responses, status);
    const body = (model && replyBody(exchange, model, { status, headers: [], body: '' })) ?? '';
    return { kind: 'answered', status, headers: [], body, decision: decision('integrate', 'answered', 'mock') };
  } catch (error) {
    return failed('configuration', (error as Error).message);
  }
}
