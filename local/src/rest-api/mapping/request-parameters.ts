import { groupHeaders } from '../../core/header-lines';
import { Exchange } from '../exchange';
import { eventHeaders } from '../lambda/event-headers';
import { queryParameters } from '../lambda/event';
import { RequestParameters } from '../../templates/template-input';

/** What `$input.params()` gives. */
export function requestParametersOf(exchange: Exchange): RequestParameters {
  const headers = groupHeaders(eventHeaders(exchange));
  return {
    path: exchange.pathParameters,
    querystring: Object.fromEntries(queryParameters(exchange.request.rawQueryString)),
    header: Object.fromEntries([...headers].map(([name, values]) => [name, values.at(-1) ?? ''])),
  };
}
