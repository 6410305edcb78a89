import { fingerprint } from '../../assembly/fingerprint';
import { leftOutMethod, NO_VALIDATION, RestMethodModel } from '../model';
import { parseResourcePath } from '../resource-path';
import { variableConflicts } from '../variable-conflicts';
import { BodyNode } from './body-node';
import { readIntegration } from './read-integration';
import { readSecurity } from './read-security';
import { SecuritySchemes } from './security-schemes';
import { readValidation } from './read-validation';

const METHODS: Readonly<Record<string, string>> = {
  delete: 'DELETE',
  get: 'GET',
  head: 'HEAD',
  options: 'OPTIONS',
  patch: 'PATCH',
  post: 'POST',
  put: 'PUT',
  'x-amazon-apigateway-any-method': 'ANY',
};

const PATH_EXTENSIONS = ['x-amazon-apigateway-any-method'];
const OPERATION_EXTENSIONS = [
  'x-amazon-apigateway-auth',
  'x-amazon-apigateway-integration',
  'x-amazon-apigateway-request-validator',
];

export interface MethodsProps {
  readonly body: BodyNode;
  readonly schemes: SecuritySchemes;
  readonly apiId: string;
  readonly rootResourceId: string;
  /** Whether the user asked to go on without a method, by `GET /orders`. */
  isIgnored(methodKey: string): boolean;
}

/** Every method of the document. What can't be served is refused, and left out. */
export function readMethods(props: MethodsProps): RestMethodModel[] {
  const paths = props.body.get('paths').entries();
  for (const { path, problem } of variableConflicts(paths.map(([resourcePath]) => resourcePath))) {
    props.body.get('paths').get(path).refuse(problem);
  }
  return paths.flatMap(([resourcePath, item]) => {
    const segments = parseResourcePath(resourcePath);
    if ('problem' in segments) return item.refuse(segments.problem) ?? [];
    item.allowExtensions(PATH_EXTENSIONS);
    if (item.get('$ref').isSet) return item.get('$ref').refuse('paths are not looked up elsewhere') ?? [];
    return item
      .entries()
      .filter(([name]) => name in METHODS)
      .map(([name, operation]) => readMethod(props, resourcePath, METHODS[name]!, item, operation))
      .filter((method) => method !== undefined);
  });
}

function readMethod(
  props: MethodsProps,
  resourcePath: string,
  httpMethod: string,
  item: BodyNode,
  operation: BodyNode,
): RestMethodModel | undefined {
  const base: RestMethodModel = {
    resourcePath,
    resourceId: resourcePath === '/' ? props.rootResourceId : fingerprint(`${props.apiId} ${resourcePath}`, 6),
    httpMethod,
    operationName: operation.get('operationId').text(),
    statuses: new Set(Object.keys(operation.get('responses').value ?? {})),
    authorization: { kind: 'none' },
    apiKeyRequired: false,
    validation: NO_VALIDATION,
    integration: { kind: 'left-out', reason: 'it is ignored' },
  };
  if (props.isIgnored(`${httpMethod} ${resourcePath}`)) return leftOutMethod(base, 'it is ignored');
  operation.allowExtensions(OPERATION_EXTENSIONS);
  const integration = readIntegration(operation.get('x-amazon-apigateway-integration'));
  const security = readSecurity(props.body, operation, props.schemes);
  const validation = readValidation(props.body, item, operation);
  return integration && security && validation && { ...base, ...security, validation, integration };
}
