import { ResourceReader } from '../../../assembly';
import { fingerprint } from '../../../assembly/fingerprint';
import { BASE_PATH_MODES, basePathOf, underBasePath } from '../../../assembly/open-api/base-path';
import { checkExtensions } from '../../../assembly/open-api/extensions';
import { METHODS } from '../../../assembly/open-api/operations';
import { PropertyNode } from '../../../assembly/property-node';
import { leftOutMethod, NO_VALIDATION, RestMethodModel } from '../../model';
import { parseResourcePath } from '../../resource-path';
import { variableConflicts } from '../../variable-conflicts';
import { readCacheKey } from '../read-cache-key';
import { readIntegration } from '../read-integration';
import { declaredParameters } from './declared-parameters';
import { restExtensions } from './extensions';
import { integrationSource } from './integration-source';
import { readSecurity } from './read-security';
import { readValidation } from './read-validation';
import { SecuritySchemes } from './security-schemes';

export interface MethodsProps {
  readonly api: ResourceReader;
  readonly body: PropertyNode;
  readonly schemes: SecuritySchemes;
  /** Whether the user asked to go on without a method, by `GET /orders`. */
  isIgnored(methodKey: string): boolean;
}

/** Every method of the document. What can't be served is refused, and left out. */
export function readMethods(props: MethodsProps): RestMethodModel[] {
  const paths = props.body.get('paths').entries();
  for (const { path, problem } of variableConflicts(paths.map(([resourcePath]) => resourcePath))) {
    props.body.get('paths').get(path).refuse(problem);
  }
  const basePath = readBasePath(props);
  return paths.flatMap(([path, item]) => {
    const resourcePath = underBasePath(basePath, path);
    const segments = parseResourcePath(resourcePath);
    if ('problem' in segments) return item.refuse(segments.problem) ?? [];
    checkExtensions(item, 'path', restExtensions);
    if (item.get('$ref').isSet) return item.get('$ref').refuse('paths are not looked up elsewhere') ?? [];
    return item
      .entries()
      .filter(([name]) => name in METHODS)
      .map(([name, operation]) => readMethod(props, resourcePath, METHODS[name]!, item, operation))
      .filter((method) => method !== undefined);
  });
}

/** C-36 */
function readBasePath({ api, body }: MethodsProps): string {
  const mode = PropertyNode.of(api, 'Parameters').get('basepath').oneOf(BASE_PATH_MODES);
  return basePathOf(body, mode ?? 'ignore');
}

function readMethod(
  props: MethodsProps,
  resourcePath: string,
  httpMethod: string,
  item: PropertyNode,
  operation: PropertyNode,
): RestMethodModel | undefined {
  const { api } = props;
  const key = `${httpMethod} ${resourcePath}`;
  const base: RestMethodModel = {
    resourcePath,
    resourceId: resourceIdOf(api, resourcePath),
    httpMethod,
    source: { stack: api.stack.id, logicalId: api.logicalId, type: api.type, property: `Body ${key}` },
    operationName: operation.get('operationId').text(),
    statuses: new Set(Object.keys(operation.get('responses').value ?? {})),
    authorization: { kind: 'none' },
    apiKeyRequired: false,
    validation: NO_VALIDATION,
    cacheKey: { namespace: resourceIdOf(api, resourcePath), parameters: [] },
    integration: { kind: 'left-out', reason: 'it is ignored' },
  };
  if (props.isIgnored(key)) return leftOutMethod(base, 'it is ignored');
  checkExtensions(operation, 'operation', restExtensions);
  const source = integrationSource(operation);
  const integration = source && readIntegration(source);
  const security = readSecurity(props.body, operation, props.schemes);
  const parameters = declaredParameters(props.body, item, operation);
  const validation = parameters && readValidation(props.body, operation, parameters);
  // C-29
  const declared = new Set([...(parameters?.keys() ?? []), ...pathParametersIn(resourcePath)]);
  const cacheKey = source && readCacheKey({ source, declared, resourceId: base.resourceId });
  return (
    integration && security && validation && cacheKey && { ...base, ...security, validation, integration, cacheKey }
  );
}

function pathParametersIn(resourcePath: string): string[] {
  return [...resourcePath.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name = '']) => `method.request.path.${name}`);
}

function resourceIdOf(api: ResourceReader, resourcePath: string): string {
  if (resourcePath === '/') return api.attribute('RootResourceId') ?? '';
  return fingerprint(`${api.ref ?? ''} ${resourcePath}`, 6);
}
