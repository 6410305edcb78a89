import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { pathParameters } from '../../core/route-key';
import { nameToShow } from '../name-to-show';
import { RestRouteKey } from '../rest-path';

/** A part of a request that tells cached answers apart. */
export interface KeyParameter {
  readonly in: 'header' | 'path' | 'query';
  readonly name: string;
}

/** Takes `path.id`, `query.page` and `header.Accept` apart. */
export function keyParameters(where: IConstruct, key: RestRouteKey, texts: string[]): KeyParameter[] {
  const inPath = pathParameters(key);
  return texts.map((text) => {
    const [, place, name = ''] = /^(header|path|query)\.(.+)$/.exec(text) ?? [];
    if (place === undefined || !(Token.isUnresolved(name) || /^[A-Za-z0-9._~$-]+$/.test(name))) {
      refuse(where, 'not a parameter of a cache key', text, formsOf(text, inPath));
    }
    if (place === 'path' && !Token.isUnresolved(name) && !inPath.includes(name)) {
      const known = inPath.map((one) => `"path.${one}"`).join(', ');
      refuse(where, `${key.text} has no such path parameter`, text, known ? `use ${known}` : 'leave it out');
    }
    return { in: place as KeyParameter['in'], name };
  });
}

/** A name of the path can be in no other place. */
function formsOf(text: string, inPath: string[]): string {
  const name = nameToShow(text);
  const [ofPath, others] = [`"path.${name}"`, `"query.${name}" or "header.${name}"`];
  if (inPath.includes(name)) {
    return `write ${ofPath}`;
  }
  return name === text ? `write ${others}` : `write ${ofPath}, ${others}`;
}

/**
 * The whole key: besides what was asked for, every parameter of the path, without which `/products/1` would be answered
 * for `/products/2` (rule R-92), and with CORS the origin, which answers name. Headers stand in both spellings.
 */
export function wholeKey(key: RestRouteKey, asked: KeyParameter[], hasCors: boolean): KeyParameter[] {
  const path = pathParameters(key).map((name): KeyParameter => ({ in: 'path', name }));
  const origin: KeyParameter[] = hasCors ? [{ in: 'header', name: 'Origin' }] : [];
  const all = [...path, ...asked, ...origin].flatMap(spellings);
  return [...new Map(all.map((parameter) => [expression(parameter), parameter])).values()];
}

/** As `cacheKeyParameters` names it (rule C-19). */
export function expression({ in: place, name }: KeyParameter): string {
  return `method.request.${place === 'query' ? 'querystring' : place}.${name}`;
}

function spellings(parameter: KeyParameter): KeyParameter[] {
  return parameter.in === 'header' && !Token.isUnresolved(parameter.name)
    ? [parameter, { ...parameter, name: parameter.name.toLowerCase() }]
    : [parameter];
}
