import { AwsServices } from '../../aws-services/aws-services';
import { FunctionInvoker } from '../../functions/function-invoker';
import { Exchange } from '../exchange';
import { answerMock } from './answer-mock';
import { callAws } from './call-aws';
import { callHttp, callHttpMapped } from './call-http';
import { invokeLambda } from './invoke-lambda';
import { failed, IntegrationOutcome } from './outcome';

export interface Backends {
  readonly invoker: FunctionInvoker;
  readonly aws: AwsServices;
}

export async function integrate(exchange: Exchange, { invoker, aws }: Backends): Promise<IntegrationOutcome> {
  const { integration } = exchange.route;
  switch (integration.kind) {
    case 'lambda':
      return invokeLambda(exchange, integration, invoker);
    case 'http':
      return callHttp(exchange, integration);
    case 'http-mapped':
      return callHttpMapped(exchange, integration);
    case 'aws':
      return callAws(exchange, integration, aws);
    case 'mock':
      return answerMock(exchange, integration);
    case 'left-out':
      return failed('configuration', integration.reason);
  }
}
