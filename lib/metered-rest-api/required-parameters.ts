import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { pathParameters } from '../core/route-key';
import { warn } from '../core/warnings';
import { nameToShow } from './name-to-show';
import { RequiredParameter } from './openapi/operation';
import { RestRouteKey } from './rest-path';

/** Takes `query.page` and `header.x-trace` apart. */
export function requiredParameters(where: IConstruct, key: RestRouteKey, texts: string[]): RequiredParameter[] {
  const inPath = pathParameters(key).map((name) => `path.${name}`);
  return texts.map((text) => {
    const [, place, name] = /^(query|header)\.([A-Za-z0-9._~-]+)$/.exec(text) ?? [];
    if (place === undefined) {
      return refuse(where, 'not a parameter to require', text, remedyFor(text, inPath));
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

function remedyFor(text: string, inPath: string[]): string {
  const known = 'parameters of the path are always there';
  const isInPath = [text, `path.${text}`].some((one) => inPath.includes(one));
  const name = nameToShow(text);
  return isInPath ? `leave it out: ${known}` : `write "query.${name}" or "header.${name}"; ${known}`;
}
