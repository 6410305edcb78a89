import { RestIntegrationModel } from '../../model';

/** What a method declares, by what mappings of its integration may use. */
export interface Declarations {
  /** `method.request.path.id` */
  readonly request: ReadonlySet<string>;
  /** Headers, as `method.response.header.Location`, by status. */
  readonly responses: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What AWS refuses to create a method for: mappings from or to what it does not declare. */
export function undeclaredParameters(integration: RestIntegrationModel, declared: Declarations): string[] {
  const sources = Object.values(requestParametersOf(integration));
  const responses = 'mapping' in integration ? integration.mapping.responses : [];
  return [
    ...sources.filter((source) => !isDeclared(source, declared.request)).map((source) => `${source} is not declared`),
    ...responses.flatMap(({ statusCode, responseParameters }) => {
      const headers = declared.responses.get(statusCode);
      if (!headers) return [`there is no method response for status ${statusCode}`];
      const missing = Object.keys(responseParameters).filter((key) => !headers.has(key));
      return missing.map((key) => `${key} is not declared for status ${statusCode}`);
    }),
  ];
}

function requestParametersOf(integration: RestIntegrationModel): Readonly<Record<string, string>> {
  if (integration.kind === 'lambda') return integration.requestParameters;
  return 'mapping' in integration ? integration.mapping.requestParameters : {};
}

/** Only parameters are declared; `multivalue` does not change their names. */
function isDeclared(source: string, request: ReadonlySet<string>): boolean {
  const [, place, name] = /^method\.request\.(?:multivalue)?(header|path|querystring)\.(.+)$/.exec(source) ?? [];
  return name === undefined || request.has(`method.request.${place}.${name}`);
}
