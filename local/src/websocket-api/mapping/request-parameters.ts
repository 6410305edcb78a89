import { HeaderLine } from '../../core/request';
import { javaText } from '../../templates/java-text';
import { followJsonPath, parseJsonPath } from '../../templates/json-path';
import { handshakeParts } from '../events/handshake-parts';
import { requestContext } from '../events/request-context';
import { Exchange } from '../exchange';
import { parseJson } from '../parse-json';

/** What mappings put into the backend's request. */
export interface MappedParameters {
  readonly header: readonly HeaderLine[];
  readonly querystring: readonly HeaderLine[];
  readonly path: ReadonlyMap<string, string>;
}

const TARGET = /^integration\.request\.(header|querystring|path)\.(.+)$/;
const SOURCE =
  /^(route\.request\.header|route\.request\.querystring|route\.request\.body|stageVariables|context)\.(.+)$/;
const LITERAL = /^'(.*)'$/s;

/** Why a mapping is not served, undefined when it is. */
export function parameterProblem(target: string, source: string): string | undefined {
  if (!TARGET.test(target)) return 'must be integration.request.header.NAME, .querystring.NAME or .path.NAME';
  if (LITERAL.test(source)) return undefined;
  const [, place, name = ''] = SOURCE.exec(source) ?? [];
  const isKnown = place !== undefined && (place !== 'route.request.body' || parseJsonPath(`$.${name}`) !== undefined);
  return isKnown ? undefined : `${source} is not emulated as the source of a parameter`;
}

/** What has no value is not sent; header and query string exist on `$connect` only (W-24). */
export function mappedParameters(exchange: Exchange, parameters: Readonly<Record<string, string>>): MappedParameters {
  const to = (place: string): HeaderLine[] =>
    Object.entries(parameters).flatMap(([target, source]): HeaderLine[] => {
      const [, mappedPlace, name = ''] = TARGET.exec(target) ?? [];
      const value = mappedPlace === place ? valueOf(source, exchange) : undefined;
      return value ? [[name, value]] : [];
    });
  return { header: to('header'), querystring: to('querystring'), path: new Map(to('path')) };
}

function valueOf(source: string, exchange: Exchange): string | undefined {
  const [, literal] = LITERAL.exec(source) ?? [];
  if (literal !== undefined) return literal;
  const [, place, name = ''] = SOURCE.exec(source) ?? [];
  const handshake = exchange.eventType === 'CONNECT' ? handshakeParts(exchange.request) : undefined;
  switch (place) {
    case 'route.request.header':
      return handshake?.headers[name];
    case 'route.request.querystring':
      return handshake?.queryStringParameters?.[name];
    case 'route.request.body':
      return javaText(followJsonPath(parseJson(exchange.request.body.toString('utf8'))?.value, `$.${name}`));
    case 'context':
      return javaText(followJsonPath(requestContext(exchange), `$.${name}`));
    default:
      return exchange.stage.stageVariables[name];
  }
}
