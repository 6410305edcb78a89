import { FunctionInvoker } from '../../functions/function-invoker';
import { Exchange } from '../exchange';
import { answerMock } from './answer-mock';
import { callHttp, callHttpMapped } from './call-http';
import { invokeLambda } from './invoke-lambda';
import { failed, IntegrationOutcome } from './outcome';

export async function integrate(exchange: Exchange, invoker: FunctionInvoker): Promise<IntegrationOutcome> {
  const { integration } = exchange.route;
  switch (integration.kind) {
    case 'lambda':
      return invokeLambda(exchange, integration, invoker);
    case 'http':
      return callHttp(exchange, integration);
    case 'http-mapped':
      return callHttpMapped(exchange, integration);
    case 'mock':
      return answerMock(exchange, integration);
    case 'left-out':
      return failed('configuration', integration.reason);
  }
}
