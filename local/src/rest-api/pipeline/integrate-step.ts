import { AwsServices } from '../../aws-services/aws-services';
import { FunctionInvoker } from '../../functions/function-invoker';
import { callAws } from '../aws/call-aws';
import { Exchange } from '../exchange';
import { callHttp } from '../http/call-http';
import { invokeLambda } from '../lambda/invoke-lambda';
import { answerMock } from '../mapping/mock';
import { failed, RestStepResult } from './step';

export interface Backends {
  readonly invoker: FunctionInvoker;
  readonly aws: AwsServices;
}

/** Calls what stands behind the method. */
export async function integrateStep(exchange: Exchange, { invoker, aws }: Backends): Promise<RestStepResult> {
  const { integration } = exchange.method;
  switch (integration.kind) {
    case 'lambda':
      return invokeLambda(exchange, integration, invoker);
    case 'mock':
      return answerMock(exchange, integration.mapping);
    case 'aws':
      return callAws(exchange, integration, aws);
    case 'http':
    case 'http-proxy':
      return callHttp(exchange, integration);
    case 'left-out':
      return failed('integrate', integration.reason, { type: 'API_CONFIGURATION_ERROR' });
  }
}
