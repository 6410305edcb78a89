import { SignatureDependencies } from '../authorizers/sigv4-verifier';
import { jsonObject } from '../aws-endpoint/json-object';
import { restJson, restJsonError } from '../aws-endpoint/rest-json';
import { ServiceError } from '../aws-endpoint/service-error';
import { verifyCaller } from '../aws-endpoint/verify-caller';
import { decodePercent } from '../core/percent-decoding';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { LiveUsage } from '../usage/live-usage';
import { actions, ServedAction } from './actions';
import { badRequest } from './errors';

export type ApiGatewayEndpointProps = SignatureDependencies & LiveUsage;

/** Answers one request to API Gateway's own API, as far as it is about keys and usage plans; refuses others by name. */
export function answerApiGateway(request: GatewayRequest, props: ApiGatewayEndpointProps): GatewayResponse {
  try {
    const region = verifyCaller(request, 'apigateway', props);
    const { action, ids } = actionOf(request);
    const query = new URLSearchParams(request.rawQueryString);
    const { registry, counters, clock } = props;
    const [statusCode, body] = action.run({ ids, query, body: bodyOf(request), region, registry, counters, clock });
    return restJson(statusCode, body);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return restJsonError(error);
  }
}

function actionOf({ method, rawPath, rawQueryString }: GatewayRequest): { action: ServedAction; ids: string[] } {
  // an import of keys is told apart by its query alone
  const isImport = method === 'POST' && new URLSearchParams(rawQueryString).has('mode');
  for (const action of isImport ? [] : actions) {
    const match = action.method === method ? action.path.exec(rawPath) : null;
    if (match) return { action, ids: match.slice(1).map(decodePercent) };
  }
  const served = actions.map(({ name }) => name).join(', ');
  throw new ServiceError(
    'UnknownOperationException',
    400,
    `${method} ${rawPath} is not served by the local gateway, whose APIs come from the template; of API Gateway's own API served are ${served}`,
  );
}

function bodyOf(request: GatewayRequest): Readonly<Record<string, unknown>> {
  const body = jsonObject(request.body);
  if (!body) throw badRequest('Unable to parse the request body: it is no JSON object');
  return body;
}
