/** A mapping key taken apart: `append:header.x`, `overwrite:path`, `remove:querystring.q` (H-74). */
export interface MappingKey {
  readonly action: 'append' | 'overwrite' | 'remove';
  readonly target: 'header' | 'querystring' | 'path' | 'statuscode';
  /** Of the header or query parameter. */
  readonly name: string;
}

const NAMED = /^(append|overwrite|remove):(header|querystring)\.(.+)$/;
// CloudFormation's page writes the status code with a dot, the developer guide with a colon
const WHOLE = /^(overwrite)(?::|\.(?=statuscode))(path|statuscode)$/;

export function parseMappingKey(key: string): MappingKey | undefined {
  const [, action, target, name = ''] = NAMED.exec(key) ?? WHOLE.exec(key) ?? [];
  return action ? ({ action, target, name } as MappingKey) : undefined;
}

/** H-76 */
const RESERVED =
  /^(access-control-.*|apigw-.*|x-amz-.*|x-amzn-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|via|x-forwarded-(for|host|proto))$/i;

/** Why AWS would refuse this request mapping, undefined when it would not. */
export function requestMappingProblem(key: string, value: string): string | undefined {
  const parsed = parseMappingKey(key);
  if (!parsed || parsed.target === 'statuscode') {
    return 'must be append:, overwrite: or remove: before header.NAME or querystring.NAME, or overwrite:path';
  }
  return commonProblem(parsed, value);
}

/** The same for a response mapping. */
export function responseMappingProblem(key: string, value: string): string | undefined {
  const parsed = parseMappingKey(key);
  if (!parsed || (parsed.target !== 'header' && parsed.target !== 'statuscode')) {
    return 'must be append:, overwrite: or remove: before header.NAME, or overwrite:statuscode';
  }
  return commonProblem(parsed, value);
}

function commonProblem({ target, name }: MappingKey, value: string): string | undefined {
  if (target === 'header' && RESERVED.test(name)) return `header ${name} is reserved: AWS refuses to map it`;
  if (/\.body\.[^ ]*(\.\.|\?\()/.test(value)) return 'a JSON path has no .. and no filters';
  return undefined;
}
