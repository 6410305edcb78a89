import { decision } from '../../core/step';
import { failureReason } from '../../functions/failure-reason';
import { functionNameIn } from '../../functions/function-arn';
import { FunctionInvoker, InvocationResult } from '../../functions/function-invoker';
import { parseProxyResponse, proxyResponseFault } from '../../functions/proxy-response';
import { proxyEvent } from '../events/event';
import { Exchange, needsAnswer } from '../exchange';
import { WebSocketIntegrationModel } from '../model';
import { failed, IntegrationFault, IntegrationOutcome } from './outcome';

type LambdaIntegration = Extract<WebSocketIntegrationModel, { kind: 'lambda' }>;

/** Lambda proxy integration. */
export async function invokeLambda(
  exchange: Exchange,
  { functionArn, timeoutMs }: LambdaIntegration,
  invoker: FunctionInvoker,
): Promise<IntegrationOutcome> {
  const { requestId } = exchange.request;
  const result = await invoker.invoke(functionArn, proxyEvent(exchange), { requestId, timeoutMs });
  if (result.kind !== 'success') return failed(faultOf(result.kind), failureReason(result, timeoutMs));
  const passed = decision('integrate', 'pass', `${functionNameIn(functionArn)} in ${result.durationMs} ms`);
  // W-23: nobody looks at an output that goes nowhere
  if (!needsAnswer(exchange)) return { kind: 'answered', status: 200, headers: [], body: '', decision: passed };
  const response = parseProxyResponse(result.payload);
  if (!response) {
    return failed('function', `the function's output is no proxy response: ${proxyResponseFault(result.payload)}`);
  }
  const { statusCode: status, headers, isBase64Encoded } = response;
  const text = response.body.toString();
  const body = isBase64Encoded ? Buffer.from(text, 'base64').toString() : text;
  return { kind: 'answered', status, headers, body, decision: passed };
}

function faultOf(kind: InvocationResult['kind']): IntegrationFault {
  if (kind === 'caller-timeout') return 'timeout';
  return kind === 'not-found' ? 'configuration' : 'function';
}
