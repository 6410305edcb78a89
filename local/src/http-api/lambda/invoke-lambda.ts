import { MAX_EVENT_BYTES } from '../../core/request-limits';
import { failureReason } from '../../functions/failure-reason';
import { functionNameIn } from '../../functions/function-arn';
import { FunctionInvoker } from '../../functions/function-invoker';
import { responseFault } from '../../functions/response-fault';
import { Exchange } from '../exchange';
import { gatewayError, GatewayErrorStatus } from '../gateway-errors';
import { HttpIntegrationModel } from '../model';
import { decision, StepResult } from '../../core/step';
import { event10 } from './event-10';
import { event20 } from './event-20';
import { parseResponse10, parseResponse20 } from './lambda-response';

type LambdaIntegration = Extract<HttpIntegrationModel, { kind: 'lambda' }>;

export async function invokeLambda(
  exchange: Exchange,
  integration: LambdaIntegration,
  invoker: FunctionInvoker,
): Promise<Required<StepResult>> {
  const { functionArn, payloadFormat, timeoutMs } = integration;
  const event = payloadFormat === '1.0' ? event10(exchange) : event20(exchange);
  if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES) {
    return failed(413, 'the event is over the 6 MB that Lambda takes');
  }
  const result = await invoker.invoke(functionArn, event, { requestId: exchange.request.requestId, timeoutMs });
  if (result.kind !== 'success')
    return failed(result.kind === 'caller-timeout' ? 503 : 500, failureReason(result, timeoutMs));

  const response = payloadFormat === '1.0' ? parseResponse10(result.payload) : parseResponse20(result);
  if (!response) {
    const fault = responseFault(result.payload, { isStatusOptional: false });
    return failed(500, `the function's output is no response of payload format ${payloadFormat}: ${fault}`);
  }
  return {
    decision: decision('integrate', 'pass', `${functionNameIn(functionArn)} in ${result.durationMs} ms`),
    response,
  };
}

function failed(status: GatewayErrorStatus, detail: string): Required<StepResult> {
  return {
    decision: decision('integrate', status === 413 ? 'refused' : 'failed', detail),
    response: gatewayError(status),
  };
}
