import { pathParameters } from '../../core/route-key';
import { KeyParameter } from '../cache/cache-key';
import { RestRouteKey } from '../rest-path';

/** Where a required parameter of a request is, by the vocabulary of `requiredParameters`. */
export interface RequiredParameter {
  readonly in: 'header' | 'query';
  readonly name: string;
}

/** What an operation is made of, apart from its integration. */
export interface OperationParts {
  readonly key: RestRouteKey;
  /** Scheme of the authorizer, where there is one. */
  readonly scheme?: string;
  readonly scopes: string[];
  readonly isSigned: boolean;
  readonly apiKeyScheme?: string;
  /** Name of the body's schema under `components.schemas`. */
  readonly model?: string;
  readonly required: RequiredParameter[];
  /** Parameters a request may have. */
  readonly optional: KeyParameter[];
  /** Where API Gateway makes the answers: those it may make (rule R-104). */
  readonly responses?: MethodResponses;
}

/** Answers by status. */
export type MethodResponses = Record<string, Record<string, unknown>>;

/** One entry a scheme, as SAM writes it: imported this way, an authorizer and a key are both needed (rule C-13). */
export function security({ scheme, scopes, apiKeyScheme }: OperationParts): Record<string, string[]>[] {
  return [...(scheme ? [{ [scheme]: scopes }] : []), ...(apiKeyScheme ? [{ [apiKeyScheme]: [] }] : [])];
}

/** The operation without AWS extensions. `security` is always there: without it, that of the root would hold (C-30). */
export function operation(parts: OperationParts): Record<string, unknown> {
  const parameters = [
    ...pathParametersOf(parts.key.path),
    ...parts.required.map((required) => parameter(required.in, required.name)),
    ...parts.optional.map((optional) => parameter(optional.in, optional.name, false)),
  ];
  return {
    security: security(parts),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(parts.model ? { requestBody: requestBody(parts.model) } : {}),
    // a status for sure: the import's warnings fail the deployment, and "default" is no status
    responses: parts.responses ?? { '200': { description: 'Success' } },
  };
}

/** Name of the validator an operation needs, where it needs one: three for all operations (rule Q-12). */
export function validatorOf({ model, required }: OperationParts): string | undefined {
  return model ? (required.length > 0 ? 'all' : 'body') : required.length > 0 ? 'parameters' : undefined;
}

export const VALIDATORS: Record<string, Record<string, boolean>> = {
  all: { validateRequestBody: true, validateRequestParameters: true },
  body: { validateRequestBody: true, validateRequestParameters: false },
  parameters: { validateRequestBody: false, validateRequestParameters: true },
};

/** Of a path: API Gateway leaves out the `+` of a greedy one. */
export function pathParametersOf(path: string): Record<string, unknown>[] {
  return pathParameters({ text: path, method: 'ANY', path }).map((name) => parameter('path', name));
}

function parameter(location: KeyParameter['in'], name: string, required = true): Record<string, unknown> {
  return { name, in: location, required, schema: { type: 'string' } };
}

function requestBody(model: string): Record<string, unknown> {
  return { required: true, content: { 'application/json': { schema: { $ref: `#/components/schemas/${model}` } } } };
}
