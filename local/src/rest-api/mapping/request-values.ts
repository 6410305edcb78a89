import { contextVariable } from '../context-variables';
import { Exchange } from '../exchange';
import { queryParameters } from '../lambda/event';
import { parseJson } from '../../templates/java/parse-json';
import { followJsonPath } from '../../templates/json-path';
import { javaText } from '../../templates/java-text';

const SOURCE =
  /^(method\.request\.(?:path|(?:multivalue)?querystring|(?:multivalue)?header|body)|stageVariables|context)\.?(.*)$/;

/** The values of a mapping source of the request, such as `method.request.querystring.page`. */
export function requestValues(exchange: Exchange, source: string): string[] {
  const [, literal] = /^'(.*)'$/s.exec(source) ?? [];
  if (literal !== undefined) return [literal];
  const [, place = '', name = ''] = SOURCE.exec(source) ?? [];
  const values = valuesAt(place, name, exchange).filter((value) => value !== undefined);
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
      return request.headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
    case 'method.request.body':
      return [name === '' ? request.body.toString('utf8') : bodyMember(request.body, name)];
    case 'stageVariables':
      return [stage.stageVariables[name]];
    case 'context':
      return [contextVariable(exchange, name)];
    default:
      return [];
  }
}

function bodyMember(body: Buffer, path: string): string {
  return javaText(followJsonPath(parseJson(body.toString('utf8') || '{}'), path));
}
