import { describeAuthorization } from '../gateway/describe-authorization';
import { Gateway, ServedApi, ServedApiKey, ServedRoute } from '../gateway/gateway';
import { Colours } from './colours';

/** What is served, in blocks of lines. */
export function describeGateway(gateway: Gateway, colours: Colours): string[] {
  const { apis, apiKeys, queues, notes } = gateway;
  return [
    ...(apis.length > 0 ? apis.map((api) => formatApi(api, colours)) : ['This assembly has no API to serve.']),
    ...(apiKeys.length > 0 ? [formatApiKeys(apiKeys, colours)] : []),
    ...(queues.length > 0 ? [formatQueues(gateway, colours)] : []),
    ...notes.map(({ stack, logicalId, text }) => colours.dim(`note: [${stack}/${logicalId}] ${text}`)),
  ];
}

function formatApi(
  { kind, name, stack, logicalId, stage, url, routes }: ServedApi,
  { bold, dim, cyan }: Colours,
): string {
  const width = Math.max(0, ...routes.map(({ routeKey }) => routeKey.length));
  return [
    `${bold(name)} ${dim(`${stack}/${logicalId}, stage ${stage}`)}`,
    `  ${cyan(url)}`,
    ...routes.map((route) => `  ${route.routeKey.padEnd(width)}  ${dim(formatDemands(kind, route))}`),
  ].join('\n');
}

function formatDemands(kind: ServedApi['kind'], { routeKey, authorization, apiKeyRequired }: ServedRoute): string {
  // authorization is a matter of the handshake alone (W-5)
  if (kind === 'WEBSOCKET' && routeKey !== '$connect') return 'who is connected';
  if (!apiKeyRequired) return describeAuthorization(authorization);
  return authorization.kind === 'none' ? 'key' : `${describeAuthorization(authorization)}, key`;
}

/** Values that were made up are of use on this machine only; those of the template may be real. */
function formatApiKeys(keys: readonly ServedApiKey[], { bold, dim }: Colours): string {
  const width = Math.max(...keys.map(({ name }) => name.length));
  const lines = keys.map(({ name, value, origin, plans, enabled }) => {
    const shown = origin === 'development' ? value : dim('as in the template');
    const state = enabled ? `plan ${plans.join(', ') || 'none'}` : 'disabled';
    return `  ${name.padEnd(width)}  ${shown}  ${dim(state)}`;
  });
  return [`${bold('API keys')}, for the header x-api-key`, ...lines].join('\n');
}

function formatQueues({ queues, sqsEndpoint }: Gateway, { bold, cyan }: Colours): string {
  const width = Math.max(...queues.map(({ name }) => name.length));
  const lines = queues.map(({ name, url }) => `  ${name.padEnd(width)}  ${cyan(url)}`);
  return [`${bold('Queues')}, with AWS_ENDPOINT_URL_SQS=${sqsEndpoint}`, ...lines].join('\n');
}
