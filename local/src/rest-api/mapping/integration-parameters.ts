import { HeaderLine } from '../../core/request';
import { Exchange } from '../exchange';
import { Overrides, overrideLines } from '../templates/overrides';
import { requestValues } from './request-values';

/** What the mapping puts into the backend's request. */
export interface IntegrationParameters {
  readonly header: readonly HeaderLine[];
  readonly path: ReadonlyMap<string, string>;
  readonly querystring: readonly HeaderLine[];
}

/** Of all types, and of those where a function is called. */
const FORBIDDEN = ['content-length', 'transfer-encoding', 'x-amzn-trace-id', 'x-amzn-apigateway-api-id'];
const FORBIDDEN_FOR_LAMBDA = [...FORBIDDEN, 'authorization', 'connection', 'expect', 'proxy-authenticate', 'te'];

/** a mapping to such a header is accepted at deploy and fails when it is used. */
export function forbiddenHeader({ header }: IntegrationParameters, isLambda: boolean): string | undefined {
  const forbidden = isLambda ? FORBIDDEN_FOR_LAMBDA : FORBIDDEN;
  return header.map(([name]) => name).find((name) => forbidden.includes(name.toLowerCase()));
}

/** Mapped parameters, and what templates put in their place. */
export function integrationParameters(
  exchange: Exchange,
  parameters: Readonly<Record<string, string>>,
  { requestOverride }: Overrides,
): IntegrationParameters {
  const mappedTo = (place: 'header' | 'path' | 'querystring'): HeaderLine[] => {
    const overrides = overrideLines(requestOverride[place]);
    const prefix = `integration.request.${place}.`;
    const mapped = Object.entries(parameters)
      .filter(([key]) => key.startsWith(prefix))
      .flatMap(([key, source]) =>
        valuesFor(place, requestValues(exchange, source)).map((value): HeaderLine => [key.slice(prefix.length), value]),
      );
    return [...mapped.filter(([name]) => !overrides.some(([other]) => other === name)), ...overrides];
  };
  return { header: mappedTo('header'), path: new Map(mappedTo('path')), querystring: mappedTo('querystring') };
}

/** All values of a header go into one line. */
function valuesFor(place: 'header' | 'path' | 'querystring', values: readonly string[]): readonly string[] {
  return place === 'header' && values.length > 1 ? [values.join(',')] : values;
}
