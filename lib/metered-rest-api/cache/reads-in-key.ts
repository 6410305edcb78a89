import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { MappingSource } from '../integrations/mapping-source';
import { KeyParameter } from './cache-key';

export interface ReadsInKeyProps {
  readonly routeKey: string;
  /** What the integration takes from a request, as far as the library knows it. */
  readonly reads: MappingSource[];
  readonly key: KeyParameter[];
  readonly sameForAllCallers: boolean;
}

/** What an answer is made of must tell cached answers apart. */
export function checkReadsInKey(where: IConstruct, { routeKey, reads, ...props }: ReadsInKeyProps): void {
  for (const source of reads) {
    const remedy = missing(source, props);
    if (remedy !== undefined) {
      refuse(where, `the integration of ${routeKey} reads what its cache key has not`, textOf(source), remedy);
    }
  }
}

/** What to do about a source, where there is something to do. */
function missing(
  source: MappingSource,
  { key, sameForAllCallers }: Pick<ReadsInKeyProps, 'key' | 'sameForAllCallers'>,
) {
  switch (source.kind) {
    case 'literal':
      return undefined;
    case 'body':
      return 'no key holds a body: leave out cache';
    case 'parameter':
      return holds(key, source) ? undefined : `add '${textOf(source)}' to keyParameters`;
    case 'variable':
      if (/^context\.authorizer\b/.test(source.name)) {
        const remedy = 'leave out sameForAllCallers and put what says who calls into keyParameters';
        return sameForAllCallers ? remedy : undefined;
      }
      return /^context\.identity\b/.test(source.name) && !isApiKeyInKey(source.name, key)
        ? 'no key holds it: leave out cache'
        : undefined;
  }
}

function holds(key: KeyParameter[], { place, name }: Extract<MappingSource, { kind: 'parameter' }>): boolean {
  return key.some((one) =>
    place === 'header'
      ? one.in === 'header' && one.name.toLowerCase() === name.toLowerCase()
      : one.in === (place === 'querystring' ? 'query' : 'path') && one.name === name,
  );
}

function isApiKeyInKey(variable: string, key: KeyParameter[]): boolean {
  return (
    /^context\.identity\.apiKey(Id)?$/.test(variable) &&
    holds(key, { kind: 'parameter', place: 'header', name: 'x-api-key' })
  );
}

function textOf(source: MappingSource): string {
  switch (source.kind) {
    case 'literal':
      return source.text;
    case 'body':
      return source.path === undefined ? 'body' : `body.${source.path}`;
    case 'parameter':
      return `${source.place === 'querystring' ? 'query' : source.place}.${source.name}`;
    case 'variable':
      return source.name;
  }
}
