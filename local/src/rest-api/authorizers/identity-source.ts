import { headerValue } from '../../core/request';
import { contextVariable } from '../context-variables';
import { Exchange } from '../exchange';
import { queryParameters } from '../lambda/event';

/** What may be a source. */
export const IDENTITY_SOURCE =
  /^(method\.request\.(?:multivalue)?header|method\.request\.(?:multivalue)?querystring|stageVariables|context)\.(.+)$/;

/** The value of `method.request.header.Authorization` and the like; undefined when it is missing or empty. */
export function identityValue(source: string, exchange: Exchange): string | undefined {
  const [, place = '', name = ''] = IDENTITY_SOURCE.exec(source) ?? [];
  return valueAt(place, name, exchange) || undefined;
}

function valueAt(place: string, name: string, exchange: Exchange): string | undefined {
  const { request, stage } = exchange;
  if (place.endsWith('header')) return headerValue(request.headers, name);
  if (place === 'stageVariables') return stage.stageVariables[name];
  if (place === 'context') return contextVariable(exchange, name);
  const values = queryParameters(request.rawQueryString).filter(([key]) => key === name);
  return values.map(([, value]) => value).join(',');
}
