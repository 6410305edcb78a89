import { Exchange } from '../exchange';
import { requestParametersOf } from '../mapping/request-parameters';
import { requestValues } from '../mapping/request-values';

const PARAMETER = /^method\.request\.(?:multivalue)?(header|path|querystring)\.(.+)$/;

/** the namespace and the declared parameters, nothing else. One that is missing is a value of its own. */
export function cacheKey(exchange: Exchange): string {
  const { namespace, parameters } = exchange.method.cacheKey;
  return JSON.stringify([namespace, ...parameters.map((source) => keyValue(exchange, source) ?? null)]);
}

/** Headers count with their case, as validation has it (assumed). */
function keyValue(exchange: Exchange, source: string): string | undefined {
  const [, place, name = ''] = PARAMETER.exec(source) ?? [];
  if (place === undefined) return requestValues(exchange, source)[0];
  return requestParametersOf(exchange)[place as 'header' | 'path' | 'querystring'][name];
}
