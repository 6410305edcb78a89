import { contextVariable } from '../context-variables';
import { Exchange } from '../exchange';
import { queryParameters } from '../lambda/event';
import { MappingFault } from './mapping-fault';
import { bodyValue } from './body-value';

const SOURCE =
  /^(method\.request\.(?:path|(?:multivalue)?querystring|(?:multivalue)?header|body)|stageVariables|context)\.?(.*)$/;

/**
 * The values of a mapping source of the request, such as `method.request.querystring.page`. Names count with their
 * case, headers included; of several values the last, or all of them.
 */
export function requestValues(exchange: Exchange, source: string): string[] {
  const [, literal] = /^'(.*)'$/s.exec(source) ?? [];
  if (literal !== undefined) return [literal];
  const [, place = '', name = ''] = SOURCE.exec(source) ?? [];
  const values = valuesAt(place, name, exchange).filter((value): value is string => !!value);
  return place.includes('multivalue') ? values : values.slice(-1);
}

function valuesAt(place: string, name: string, exchange: Exchange): (string | undefined)[] {
  const { request, stage, pathParameters } = exchange;
  switch (place.replace('multivalue', '')) {
    case 'method.request.path':
      return [pathParameters[name]];
    case 'method.request.querystring':
      return queryParameters(request.rawQueryString)
        .filter(([key]) => key === name)
        .map(([, value]) => value);
    case 'method.request.header':
      return request.headers.filter(([key]) => key === name).map(([, value]) => value);
    case 'method.request.body':
      return [requestBodyValue(request.body, name)];
    case 'stageVariables':
      return [stage.stageVariables[name]];
    case 'context':
      return [contextVariable(exchange, name)];
    default:
      return [];
  }
}

function requestBodyValue(body: Buffer, path: string): string | undefined {
  try {
    return bodyValue(body, path);
  } catch {
    throw new MappingFault({ type: 'DEFAULT_4XX', message: 'Invalid JSON in request body' });
  }
}
