import { ResourceReader } from '../../assembly';
import { declaredName } from '../mapping/request-parameters';
import { RequiredParameters, WebSocketIntegrationModel } from '../model';

export interface RouteParameters {
  /** `route.request.querystring.token`: what a mapping may name. */
  readonly declared: ReadonlySet<string>;
  readonly required: RequiredParameters;
}

const PARAMETER = /^route\.request\.(header|querystring)\.([\w.$-]+)$/;

export const NO_PARAMETERS: RequiredParameters = { header: [], querystring: [] };

/** The parameters of a route's request. Only the handshake has any (W-24). */
export function readRouteParameters(route: ResourceReader, routeKey: string): RouteParameters | undefined {
  const entries = Object.entries(route.object('RequestParameters') ?? {});
  const unknown = entries.find(([name]) => routeKey !== '$connect' || !PARAMETER.test(name));
  if (unknown) {
    const known = 'parameters are route.request.header.NAME and route.request.querystring.NAME, of $connect alone';
    return route.refuse(known, `RequestParameters.${unknown[0]}`);
  }
  const required = entries.filter(([, constraints]) => isRequired(constraints)).map(([name]) => PARAMETER.exec(name)!);
  const namesIn = (place: string): string[] => required.filter((match) => match[1] === place).map((match) => match[2]!);
  return {
    declared: new Set(entries.map(([name]) => name)),
    required: { header: namesIn('header'), querystring: namesIn('querystring') },
  };
}

/** A parameter that the integration maps and the route does not declare. */
export function undeclaredParameter(
  integration: WebSocketIntegrationModel,
  { declared }: RouteParameters,
): string | undefined {
  return sourcesOf(integration)
    .map(declaredName)
    .find((name) => name !== undefined && !declared.has(name));
}

function sourcesOf(integration: WebSocketIntegrationModel): string[] {
  if ('mapping' in integration) return Object.values(integration.mapping.requestParameters);
  return 'requestParameters' in integration ? Object.values(integration.requestParameters) : [];
}

/** The property is free JSON in the template's schema, so both spellings are met. */
function isRequired(constraints: unknown): boolean {
  if (typeof constraints !== 'object' || constraints === null) return false;
  const { Required, required } = constraints as Record<string, unknown>;
  return String(Required ?? required) === 'true';
}
