import { awsRequest } from '../../aws-services/aws-request';
import { AwsServices } from '../../aws-services/aws-services';
import { describeTarget } from '../../aws-services/aws-target';
import { GatewayResponse, headerValue } from '../../core/request';
import { TemplateError } from '../../templates/template-error';
import { Exchange } from '../exchange';
import { WebSocketIntegrationModel } from '../model';
import { mappedCall } from './mapped-call';
import { IntegrationOutcome } from './outcome';

type AwsIntegration = Extract<WebSocketIntegrationModel, { kind: 'aws' }>;

/** Integrations of AWS services, and of functions without proxy. */
export function callAws(
  exchange: Exchange,
  { target, method, timeoutMs, mapping }: AwsIntegration,
  services: AwsServices,
): Promise<IntegrationOutcome> {
  return mappedCall(exchange, mapping, {
    detail: describeTarget(target),
    call: async ({ headers, query, body, fill }) => {
      const filled = { ...target, name: fill(target.name) };
      const all = [['Accept', 'application/json'] as const, ...headers];
      const response = await services.call(awsRequest(filled, { method, headers: all, query, body }), timeoutMs);
      if (target.service === 'lambda') checkFunction(response);
      return response;
    },
  });
}

function checkFunction({ statusCode, headers }: GatewayResponse): void {
  if (statusCode >= 400) throw new TemplateError(`Lambda answered ${statusCode}`);
  // its message is the function's own text, which may quote a message: that is for the function's log
  if (headerValue(headers, 'x-amz-function-error') !== undefined) throw new Error('the function failed');
}
