import { ApiParts } from '../../../api-gateway-v2/api-parts';
import { AssemblyView, ResourceReader } from '../../../assembly';
import { BASE_PATH_MODES, basePathOf, underBasePath } from '../../../assembly/open-api/base-path';
import { checkExtensions } from '../../../assembly/open-api/extensions';
import { METHODS } from '../../../assembly/open-api/operations';
import { PropertyNode } from '../../../assembly/property-node';
import { httpExtensions } from './extensions';
import { importIntegration } from './import-integration';
import { SecuritySchemes } from './security-schemes';

/** What the import makes of a document. */
export type ImportedParts = Pick<ApiParts, 'routes' | 'integrations' | 'authorizers' | 'ignoredIds'>;

/** A route for each operation, with its integration, and the authorizers that they use. */
export function importRoutes(api: ResourceReader, document: PropertyNode, view: AssemblyView): ImportedParts {
  const schemes = new SecuritySchemes(api, document);
  const ignoredIds = new Set<string>();
  const integrations: ResourceReader[] = [];

  const importRoute = (routeKey: string, operation: PropertyNode): ResourceReader | undefined => {
    const route = (properties: object): ResourceReader =>
      api.part({ properties: { RouteKey: routeKey, ...properties }, ref: '', placeOf: () => operation.path });
    if (view.isPartIgnored(api, routeKey)) {
      ignoredIds.add(routeKey);
      return route({ Target: `integrations/${routeKey}` });
    }
    checkExtensions(operation, 'operation', httpExtensions);
    const integration = importIntegration(api, document, operation);
    const authorization = schemes.authorizationOf(operation);
    if (!integration || !authorization) return undefined;
    integrations.push(integration);
    return route({ Target: `integrations/${integration.ref}`, ...authorization });
  };
  const mode = PropertyNode.of(api, 'BasePath').oneOf(BASE_PATH_MODES) ?? 'ignore';
  const operations = operationsOf(document, basePathOf(document, mode));
  const routes = operations.map(([routeKey, operation]) => importRoute(routeKey, operation));
  return {
    routes: routes.filter((route) => route !== undefined),
    integrations,
    authorizers: schemes.authorizers,
    ignoredIds,
  };
}

/** Every operation by its route key. `$default` is the path of that name, with or without a slash. */
function operationsOf(document: PropertyNode, basePath: string): [routeKey: string, operation: PropertyNode][] {
  return document
    .get('paths')
    .entries()
    .flatMap(([path, item]) => {
      checkExtensions(item, 'path', httpExtensions);
      if (item.get('$ref').isSet) return item.get('$ref').refuse('paths are not looked up elsewhere') ?? [];
      const isDefault = /^\/?\$default$/.test(path);
      return item
        .entries()
        .filter(([name]) => name in METHODS)
        .map(([name, operation]): [string, PropertyNode] => [
          isDefault ? '$default' : `${METHODS[name]} ${underBasePath(basePath, path)}`,
          operation,
        ]);
    });
}
