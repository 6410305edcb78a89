import { headerValue } from '../../core/request';
import { javaText } from '../../templates/java/text';
import { toJava } from '../../templates/java/values';
import { followJsonPath } from '../../templates/json-path';
import { requestContext } from '../events/request-context';
import { Exchange } from '../exchange';

const SOURCE = /^(route\.request\.header|route\.request\.querystring|stageVariables|context)\.(.+)$/;

export function isIdentitySource(source: string): boolean {
  return SOURCE.test(source);
}

/** What a source such as `route.request.querystring.token` stands for; undefined when missing or empty (W-6). */
export function identityValue(source: string, exchange: Exchange): string | undefined {
  const [, place, name = ''] = SOURCE.exec(source) ?? [];
  return valueIn(place, name, exchange) || undefined;
}

function valueIn(place: string | undefined, name: string, exchange: Exchange): string | undefined {
  const { request, stage } = exchange;
  switch (place) {
    case 'route.request.header':
      return headerValue(request.headers, name);
    case 'route.request.querystring':
      return new URLSearchParams(request.rawQueryString).getAll(name).join(',');
    case 'stageVariables':
      return stage.stageVariables[name];
    case 'context':
      return javaText(followJsonPath(toJava(requestContext(exchange)), `$.${name}`));
    default:
      return undefined;
  }
}
