import { Exchange } from '../exchange';
import { requestParametersOf } from '../mapping/request-parameters';

/** Names of required parameters that are absent or blank: headers, path, query string, each by name. */
export function missingParameters(exchange: Exchange): string[] {
  const { required } = exchange.method.validation;
  const parameters = requestParametersOf(exchange);
  // header names are compared with their case, as the service does: that of the caller, or of the service for its own
  const sent = { ...parameters, header: { ...Object.fromEntries(exchange.request.headers), ...parameters.header } };
  return (['header', 'path', 'querystring'] as const).flatMap((place) =>
    required[place].filter((name) => (sent[place][name] ?? '').trim() === '').sort(),
  );
}
