import { parseQueryString } from '../../core/query-string';
import { readJson } from '../../core/read-json';
import { HeaderLine } from '../../core/request';
import { javaText } from '../../templates/java/text';
import { toJava } from '../../templates/java/values';
import { followJsonPath } from '../../templates/json-path';
import { TemplateError } from '../../templates/template-error';
import { requestContext } from '../events/request-context';
import { Exchange } from '../exchange';

/** What the mapping puts into a backend's request, by `integration.request.{place}.{name}`. */
export interface MappedParameters {
  readonly header: readonly HeaderLine[];
  readonly querystring: readonly HeaderLine[];
  readonly path: ReadonlyMap<string, string>;
}

const TARGET = /^integration\.request\.(header|querystring|path)\.(.+)$/;
const SOURCE = /^(?:route\.request\.((?:multivalue)?(?:querystring|header)|body)|(stageVariables|context))(?:\.(.+))?$/;

/** Why a mapping is not served, undefined when it is. */
export function parameterProblem(target: string, source: string): string | undefined {
  if (!TARGET.test(target)) return 'must be integration.request.header.NAME, .querystring.NAME or .path.NAME';
  const [, place, variables, name] = SOURCE.exec(source) ?? [];
  const isKnown =
    /^'.*'$/s.test(source) || place === 'body' || ((place ?? variables) !== undefined && name !== undefined);
  return isKnown ? undefined : `${source} is not emulated as the source of a parameter`;
}

/** Fills the placeholders of a URI, which need a mapping each. Throws TemplateError. */
export function fillPlaceholders(uri: string, path: MappedParameters['path']): string {
  return uri.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = path.get(name);
    if (value === undefined) throw new TemplateError(`the URI's {${name}} is not mapped`);
    return value;
  });
}

/** The parameter of the route's request that a source names, as the route declares it. */
export function declaredName(source: string): string | undefined {
  const [, place, , name] = SOURCE.exec(source) ?? [];
  return place === undefined || place === 'body'
    ? undefined
    : `route.request.${place.replace('multivalue', '')}.${name}`;
}

/** Maps parameters of a request; what is missing is not sent. */
export function mappedParameters(exchange: Exchange, parameters: Readonly<Record<string, string>>): MappedParameters {
  const mapped = Object.entries(parameters).flatMap(([target, source]) => {
    const [, place = '', name = ''] = TARGET.exec(target) ?? [];
    return valuesOf(source, exchange).map((value) => ({ place, line: [name, value] as HeaderLine }));
  });
  const linesAt = (wanted: string): HeaderLine[] =>
    mapped.filter(({ place }) => place === wanted).map(({ line }) => line);
  return { header: linesAt('header'), querystring: linesAt('querystring'), path: new Map(linesAt('path')) };
}

function valuesOf(source: string, exchange: Exchange): string[] {
  const [, literal] = /^'(.*)'$/s.exec(source) ?? [];
  if (literal !== undefined) return [literal];
  const [, place, variables, name = ''] = SOURCE.exec(source) ?? [];
  const values = variables ? [variable(variables, name, exchange)] : requestValues(place ?? '', name, exchange);
  return values.filter((value) => value !== undefined && value !== '') as string[];
}

function variable(kind: string, name: string, exchange: Exchange): string | undefined {
  if (kind === 'stageVariables') return exchange.stage.stageVariables[name];
  return javaText(followJsonPath(toJava(requestContext(exchange)), `$.${name}`));
}

/** Header and query string exist on `$connect` only (W-24). */
function requestValues(place: string, name: string, { request, eventType }: Exchange): (string | undefined)[] {
  if (place === 'body') return [bodyMember(request.body.toString('utf8'), name)];
  if (eventType !== 'CONNECT') return [];
  const isHeader = place.endsWith('header');
  const lines = isHeader ? request.headers : parseQueryString(request.rawQueryString);
  const values = lines
    .filter(([key]) => (isHeader ? key.toLowerCase() === name.toLowerCase() : key === name))
    .map(([, value]) => value);
  return place.startsWith('multivalue') ? values : values.slice(-1);
}

function bodyMember(body: string, path: string): string {
  return path === ''
    ? body
    : javaText(followJsonPath(toJava(readJson(body)?.value), `$.${path.replace(/^\$\.?/, '')}`));
}
