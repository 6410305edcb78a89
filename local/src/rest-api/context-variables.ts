import { domainNameOf } from '../core/api-stage-model';
import { requestTime } from '../core/request-time';
import { identityOf } from './caller-identity';
import { Situation } from './exchange';

/** `$context` of a REST API as an object, which templates may also go through. */
export function contextVariables(situation: Situation): Record<string, unknown> {
  const { request, stage, method, requestId } = situation;
  return {
    accountId: stage.accountId,
    apiId: stage.apiId,
    ...(situation.caller?.authorizer && { authorizer: authorizerVariables(situation.caller) }),
    deploymentId: stage.deploymentId,
    domainName: domainNameOf(stage),
    domainPrefix: stage.apiId,
    extendedRequestId: request.requestId,
    httpMethod: request.method,
    identity: identityOf(situation),
    ...(stage.isCanary !== undefined && { isCanaryRequest: stage.isCanary }),
    ...(method?.operationName !== undefined && { operationName: method.operationName }),
    path: `/${stage.stageName}${situation.sentPath}`,
    protocol: request.protocol,
    requestId,
    requestTime: requestTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt,
    ...(method && { resourceId: method.resourceId, resourcePath: method.resourcePath }),
    stage: stage.stageName,
  };
}

/** Every value of an authorizer is text here. */
function authorizerVariables({ authorizer, principal }: NonNullable<Situation['caller']>): Record<string, unknown> {
  const entries = Object.entries(authorizer ?? {}).map(([name, value]) => [name, asText(value)]);
  return { ...(principal !== undefined && { principalId: principal }), ...Object.fromEntries(entries) };
}

function asText(value: unknown): unknown {
  return typeof value === 'object' ? value : String(value);
}

/** `$context.X`; undefined when there is no such variable or it is an object. */
export function contextVariable(situation: Situation, name: string): string | undefined {
  let value: unknown = contextVariables(situation);
  for (const part of splitName(name)) value = member(value, part);
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  return String(value);
}

/** What follows `authorizer.claims.` is one name, such as `cognito:groups` or a URL. */
function splitName(name: string): string[] {
  const [, claim] = /^authorizer\.claims\.(.+)$/.exec(name) ?? [];
  return claim === undefined ? name.split('.') : ['authorizer', 'claims', claim];
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
