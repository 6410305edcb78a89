import { awsRequest } from '../../aws-services/aws-request';
import { AwsServices } from '../../aws-services/aws-services';
import { describeTarget } from '../../aws-services/aws-target';
import { withHeaders } from '../../core/header-lines';
import { GatewayResponse } from '../../core/request';
import { TemplateError } from '../../templates/template-error';
import { Exchange } from '../exchange';
import { defaultHeaders, filledPath } from '../mapping/backend-parts';
import { mappedCall } from '../mapping/mapped-call';
import { RestIntegrationModel } from '../model';
import { RestStepResult } from '../pipeline/step';
import { functionError } from './function-error';

type AwsIntegration = Extract<RestIntegrationModel, { kind: 'aws' }>;

/** Integrations of AWS services, and of functions without proxy. */
export function callAws(
  exchange: Exchange,
  { target, httpMethod, timeoutMs, mapping }: AwsIntegration,
  services: AwsServices,
): Promise<RestStepResult> {
  return mappedCall(exchange, mapping, {
    isAws: true,
    call: async (parameters, body) => {
      const { service } = target;
      //
      if (service === 'lambda' && httpMethod !== 'POST') {
        throw new TemplateError(`Lambda is invoked by POST, not ${httpMethod}`);
      }
      const name = filledPath(target.name, parameters);
      const method = httpMethod === 'ANY' ? exchange.request.method : httpMethod;
      const { header, querystring: query } = parameters;
      const headers = withHeaders(defaultHeaders(exchange, false), header);
      const request = awsRequest({ ...target, name }, { method, headers, query, body });
      const response = await services.call(request, timeoutMs);
      return { response, selection: selectionOf(service, response), detail: describeTarget({ ...target, name }) };
    },
  });
}

/** Of a function, the message of its error; of other services, the status. */
function selectionOf(service: AwsIntegration['target']['service'], response: GatewayResponse): string {
  return service === 'lambda' ? functionError(response) : String(response.statusCode);
}
