import { GatewayResponse, headerValue } from '../../core/request';
import { Exchange } from '../exchange';
import { ResponseParameters } from '../model';
import { parseMappingKey } from './mapping-key';
import { bodyValue, Lookup, mappingValue } from './mapping-value';
import { changed, requestLookup, sameHeader } from './request-mapping';

/** The integration's response as the caller gets it: the mapping of the backend's status (H-74, H-75). */
export function mapResponse(
  response: GatewayResponse,
  exchange: Exchange,
  parameters: ResponseParameters,
): GatewayResponse {
  const lookup = responseLookup(response, exchange);
  let { headers, statusCode } = response;
  for (const [key, expression] of Object.entries(parameters[String(response.statusCode)] ?? {})) {
    const mapping = parseMappingKey(key);
    const value = mappingValue(expression, lookup);
    if (!mapping || (value === undefined && mapping.action !== 'remove')) continue;
    if (mapping.target === 'statuscode') statusCode = mappedStatus(value) ?? statusCode;
    else headers = changed(headers, mapping.action, mapping.name.toLowerCase(), value, sameHeader);
  }
  return { ...response, statusCode, headers };
}

function mappedStatus(value: string | undefined): number | undefined {
  return value !== undefined && /^[2-5]\d\d$/.test(value) ? Number(value) : undefined;
}

function responseLookup(response: GatewayResponse, exchange: Exchange): Lookup {
  const ofRequest = requestLookup(exchange);
  return (selection) => {
    if (selection.startsWith('response.header.')) {
      return headerValue(response.headers, selection.slice('response.header.'.length));
    }
    if (selection.startsWith('response.body')) return bodyValue(response.body, selection.slice('response.'.length));
    return ofRequest(selection);
  };
}
