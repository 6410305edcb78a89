import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { RequiredParameter } from './openapi/operation';

/** Takes `query.page` and `header.X-Trace` apart. */
export function requiredParameters(where: IConstruct, texts: string[]): RequiredParameter[] {
  return texts.map((text) => {
    const [, place, name] = /^(query|header)\.([A-Za-z0-9._~-]+)$/.exec(text) ?? [];
    if (place === undefined) {
      const remedy = 'write "query.NAME" or "header.NAME"; parameters of the path are always there';
      return refuse(where, 'no parameter of a request', text, remedy);
    }
    const twin = texts.filter((other) => other.slice(other.indexOf('.') + 1) === name);
    if (twin.length > 1) {
      refuse(where, `parameter ${name} stands twice`, twin, 'API Gateway takes a name in one place only');
    }
    return { in: place as RequiredParameter['in'], name };
  });
}
