import { GatewayRequest, headerValue, HeaderLine } from '../../core/request';
import { contextVariable } from '../context-variables';
import { Exchange } from '../exchange';
import { formatQueryString, parseQueryString } from '../../core/query-string';
import { pathInStage } from '../request-path';
import { parseMappingKey } from './mapping-key';
import { bodyValue, Lookup, mappingValue } from './mapping-value';

export interface MappedRequest {
  readonly request: GatewayRequest;
  /** Set by `overwrite:path`: HTTP integrations send this path instead of the one in their URL. */
  readonly overwrittenPath?: string;
}

type Pair = readonly [name: string, value: string];

/** The request as the integration gets it (H-74, H-75). */
export function mapRequest(exchange: Exchange, parameters: Readonly<Record<string, string>>): MappedRequest {
  const { request } = exchange;
  const lookup = requestLookup(exchange);
  let headers: readonly HeaderLine[] = request.headers;
  let query: readonly Pair[] | undefined;
  let overwrittenPath: string | undefined;

  for (const [key, expression] of Object.entries(parameters)) {
    const mapping = parseMappingKey(key);
    const value = mappingValue(expression, lookup);
    if (!mapping || (value === undefined && mapping.action !== 'remove')) continue;
    if (mapping.target === 'path') overwrittenPath = value;
    if (mapping.target === 'header') headers = changed(headers, mapping.action, mapping.name, value, sameHeader);
    if (mapping.target === 'querystring') {
      query = changed(query ?? parseQueryString(request.rawQueryString), mapping.action, mapping.name, value, sameText);
    }
  }
  return {
    request: {
      ...request,
      headers,
      rawPath: overwrittenPath ?? request.rawPath,
      rawQueryString: query ? formatQueryString(query) : request.rawQueryString,
    },
    overwrittenPath,
  };
}

type Same = (a: string, b: string) => boolean;
export const sameHeader: Same = (a, b) => a.toLowerCase() === b.toLowerCase();
const sameText: Same = (a, b) => a === b;

/** One append, overwrite or remove on a list of names and values. */
export function changed(
  pairs: readonly Pair[],
  action: 'append' | 'overwrite' | 'remove',
  name: string,
  value: string | undefined,
  same: Same,
): readonly Pair[] {
  const kept = action === 'append' ? pairs : pairs.filter(([key]) => !same(key, name));
  return action === 'remove' || value === undefined ? kept : [...kept, [name, value]];
}

/** What `$request...`, `$context...` and `$stageVariables...` stand for in an exchange. */
export function requestLookup(exchange: Exchange): Lookup {
  const { request, stage, pathParameters } = exchange;
  return (selection) => {
    const [source = '', kind = '', ...rest] = selection.split('.');
    const name = rest.join('.');
    if (source === 'context') return contextVariable(exchange, [kind, ...rest].join('.'));
    if (source === 'stageVariables') return stage.stageVariables[kind];
    if (source !== 'request') return undefined;
    if (kind === 'header') return headerValue(request.headers, name);
    if (kind === 'querystring') return queryValue(request.rawQueryString, name);
    if (kind === 'path') return name ? pathParameters[name] : pathInStage(request, stage.stageName);
    return kind === 'body' ? bodyValue(request.body, selection.slice('request.'.length)) : undefined;
  };
}

function queryValue(rawQueryString: string, name: string): string | undefined {
  const values = parseQueryString(rawQueryString).filter(([key]) => key === name);
  return values.length > 0 ? values.map(([, value]) => value).join(',') : undefined;
}
