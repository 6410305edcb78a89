import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { pathParameters } from '../core/route-key';
import { warn } from '../core/warnings';
import { RequiredParameter } from './openapi/operation';
import { RestRouteKey } from './rest-path';

/** Takes `query.page` and `header.x-trace` apart. */
export function requiredParameters(where: IConstruct, key: RestRouteKey, texts: string[]): RequiredParameter[] {
  const inPath = pathParameters(key).map((name) => `path.${name}`);
  return texts.map((text) => {
    const [, place, name] = /^(query|header)\.([A-Za-z0-9._~-]+)$/.exec(text) ?? [];
    if (place === undefined) {
      const remedy = 'write "query.NAME" or "header.NAME"; parameters of the path are always there';
      return refuse(where, 'no parameter of a request', text, remedy);
    }
    const twin = [...inPath, ...texts].filter((other) => other.slice(other.indexOf('.') + 1) === name);
    if (twin.length > 1) {
      refuse(where, `parameter ${name} stands twice`, twin, 'API Gateway takes a name in one place only');
    }
    if (place === 'header' && name !== name.toLowerCase()) {
      // rule R-84; HTTP/2 has lower case only
      const cause = `requests by HTTP/2 get 400: it spells ${name} in lower case, and API Gateway tells case`;
      warn(where, 'requiredHeader', `${cause}; write "header.${name.toLowerCase()}", or demand it in the function`);
    }
    return { in: place as RequiredParameter['in'], name };
  });
}
