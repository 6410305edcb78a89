import { FunctionInvoker } from '../../functions/function-invoker';
import { Exchange } from '../exchange';
import { callHttp } from '../http/call-http';
import { invokeLambda } from '../lambda/invoke-lambda';
import { answerMock } from '../mapping/mock';
import { failed, RestStepResult } from './step';

/** Calls what stands behind the method. */
export async function integrateStep(exchange: Exchange, invoker: FunctionInvoker): Promise<RestStepResult> {
  const { integration } = exchange.method;
  switch (integration.kind) {
    case 'lambda':
      return invokeLambda(exchange, integration, invoker);
    case 'mock':
      return answerMock(exchange, integration.mapping);
    case 'http':
    case 'http-proxy':
      return callHttp(exchange, integration);
    case 'left-out':
      return failed('integrate', integration.reason, { type: 'API_CONFIGURATION_ERROR' });
  }
}
