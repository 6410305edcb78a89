import { ResourceReader } from '../../assembly';
import { WebSocketApiModel } from '../model';

const SOURCES: Readonly<Record<string, WebSocketApiModel['apiKeySource']>> = {
  '$request.header.x-api-key': 'HEADER',
  '$context.authorizer.usageIdentifierKey': 'AUTHORIZER',
};

/** There are two expressions that the service knows. */
export function readApiKeySource(api: ResourceReader): WebSocketApiModel['apiKeySource'] | undefined {
  const expression = api.string('ApiKeySelectionExpression') ?? '$request.header.x-api-key';
  const source = SOURCES[expression.replace(/^\$\{(.+)\}$/, '$$$1')];
  const known = Object.keys(SOURCES).join(' or ');
  return source ?? api.refuse(`must be ${known}, got ${expression}`, 'ApiKeySelectionExpression');
}
