import { headerValue } from '../../core/request';
import { MAX_EVENT_BYTES } from '../../core/request-limits';
import { decision } from '../../core/step';
import { failureReason } from '../../functions/failure-reason';
import { functionNameIn } from '../../functions/function-arn';
import { FunctionInvoker } from '../../functions/function-invoker';
import { parseProxyResponse, ProxyResponse, proxyResponseFault } from '../../functions/proxy-response';
import { acceptsBinary } from '../binary-types';
import { Exchange } from '../exchange';
import { Fault } from '../gateway-responses/fault';
import { decodeBase64 } from '../mapping/convert-body';
import { forbiddenHeader, integrationParameters } from '../mapping/integration-parameters';
import { remapHeaders } from '../mapping/remapped-headers';
import { RestIntegrationModel } from '../model';
import { failed, refused, RestStepResult } from '../pipeline/step';
import { traceHeader } from '../request-and-trace-ids';
import { noOverrides } from '../templates/overrides';
import { proxyEvent } from './event';

type LambdaIntegration = Extract<RestIntegrationModel, { kind: 'lambda' }>;

/** what Lambda refuses is a failure of the integration, though not with its usual status. */
const NOT_INVOKED: Fault = { type: 'INTEGRATION_FAILURE', status: 500, message: 'Internal server error' };

/** Lambda proxy integration: the event there, the function's response back. */
export async function invokeLambda(
  exchange: Exchange,
  integration: LambdaIntegration,
  invoker: FunctionInvoker,
): Promise<RestStepResult> {
  const { functionArn, timeoutMs, httpMethod } = integration;
  if (httpMethod !== 'POST') {
    return failed('integrate', `Lambda is invoked by POST, not ${httpMethod}`, NOT_INVOKED);
  }
  // the event has none of them
  const parameters = integrationParameters(exchange, integration.requestParameters, noOverrides());
  const forbidden = forbiddenHeader(parameters, true);
  if (forbidden !== undefined) {
    return failed('integrate', `${forbidden} can not be mapped`, { type: 'API_CONFIGURATION_ERROR' });
  }
  const event = proxyEvent(exchange);
  if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES) {
    return refused('integrate', 'the event is over the 6 MB that Lambda takes', { type: 'REQUEST_TOO_LARGE' });
  }
  const result = await invoker.invoke(functionArn, event, { requestId: exchange.requestId, timeoutMs });
  if (result.kind !== 'success') {
    const type = result.kind === 'caller-timeout' ? 'INTEGRATION_TIMEOUT' : 'DEFAULT_5XX';
    return failed('integrate', failureReason(result, timeoutMs), { type });
  }
  const response = parseProxyResponse(result.payload);
  if (!response) {
    const detail = `malformed Lambda proxy response: ${proxyResponseFault(result.payload)}`;
    return failed('integrate', detail, { type: 'DEFAULT_5XX' });
  }
  return finish(exchange, response, `${functionNameIn(functionArn)} in ${result.durationMs} ms`);
}

function finish(exchange: Exchange, response: ProxyResponse, detail: string): RestStepResult {
  if (headerValue(response.headers, 'transfer-encoding') !== undefined) {
    return failed('integrate', "Transfer-Encoding is not the function's to set", { type: 'API_CONFIGURATION_ERROR' });
  }
  try {
    const { statusCode } = response;
    const headers = [...remapHeaders(response.headers), traceHeader(exchange)];
    return {
      decision: decision('integrate', 'pass', detail),
      response: { statusCode, headers, body: decodedBody(exchange, response) },
    };
  } catch (error) {
    return failed('integrate', (error as Error).message, { type: 'API_CONFIGURATION_ERROR' });
  }
}

/** base64 is decoded for a caller of binary types only; a 500 if it is none. */
function decodedBody({ request, stage }: Exchange, { body, isBase64Encoded }: ProxyResponse): Buffer {
  const isWanted = acceptsBinary(stage.binaryMediaTypes, headerValue(request.headers, 'accept'));
  return isBase64Encoded && isWanted ? decodeBase64(body.toString()) : body;
}
