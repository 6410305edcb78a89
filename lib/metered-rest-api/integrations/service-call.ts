import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { contentKey } from '../../core/content-key';
import { refuse } from '../../core/errors';
import { serviceRole, ServiceRoleProps } from '../../core/service-role';
import { RestRouteKey } from '../rest-path';
import { Answer, Answers, problem } from './answers';
import { MappingSource } from './mapping-source';
import { RenderedRestIntegration, timeoutOf } from './rendered-rest-integration';

/** What an integration with a service is made in. */
export interface ServiceContext {
  /** The API, where roles stand. */
  readonly scope: Construct;
  /** The route, which errors name. */
  readonly where: IConstruct;
  readonly key: RestRouteKey;
  readonly answers: Answers;
}

/** One action of a service. */
export interface ServiceCall {
  /** As API Gateway names the service. */
  readonly service: string;
  /** `action/PutRecord` or a path. */
  readonly resource: string;
  readonly region: string;
  readonly grant: ServiceRoleProps;
  readonly headers: Record<string, string>;
  readonly request: string;
  /** What the request takes from the caller's. */
  readonly reads: MappingSource[];
  /** Made of the service's 200. */
  readonly success: Answer;
  /** What is made of the service's 4xx. */
  readonly failure: Answer;
  readonly timeout?: Duration;
}

/**
 * A body of another content type than JSON would reach the service as the caller wrote it, action and all: it is refused
 * (rule R-102). What the service answers beyond 200 is a problem that tells nothing of the service.
 */
export function serviceCall({ scope, answers }: ServiceContext, call: ServiceCall): RenderedRestIntegration {
  const byStatus = {
    '200': call.success,
    '4\\d{2}': call.failure,
    default: { status: 502, template: problem(502) },
  };
  return {
    definition: {
      type: 'aws',
      httpMethod: 'POST',
      uri: Stack.of(scope).formatArn({
        service: 'apigateway',
        region: call.region,
        account: call.service,
        resource: call.resource,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      credentials: roleOf(scope, call.grant),
      passthroughBehavior: 'never',
      requestParameters: Object.fromEntries(
        Object.entries(call.headers).map(([name, value]) => [`integration.request.header.${name}`, `'${value}'`]),
      ),
      requestTemplates: { 'application/json': call.request },
      responses: answers.integrationResponses(byStatus),
      ...timeoutOf(call.timeout),
    },
    methodResponses: answers.methodResponses(byStatus),
    reads: call.reads,
  };
}

const BUSY = 'Throttl|LimitExceeded|ThroughputExceeded|OverLimit';

/**
 * What is made of an error by its code.
 *
 * @param code JSON path of it
 * @param badInput codes that blame what came from the caller; others blame the API, except those of a busy service
 * @param more statuses by code
 */
export function failureByCode(code: string, badInput: string[], more: Record<string, number> = {}): Answer {
  const cases: [string, number][] = [...Object.entries(more), [badInput.join('|'), 400], [BUSY, 503]];
  const branches = cases.map(
    ([codes, status], index) => `#${index > 0 ? 'elseif' : 'if'}($e.matches('.*(${codes}).*'))${problem(status)}`,
  );
  return {
    status: 502,
    otherStatuses: cases.map(([, status]) => status),
    template: `#set($e=$input.path('${code}'))${branches.join('')}#else${problem(502)}#end`,
  };
}

/** Parameters as the service's API names them: those the integration sets, and those it is told. */
export function parametersOf(
  where: IConstruct,
  told: Record<string, string> | undefined,
  own: Record<string, string | undefined>,
): [string, string][] {
  const names = Object.keys(own);
  const stranger = Object.keys(told ?? {}).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    refuse(where, 'a REST API does not set this parameter of the service', stranger, `use ${names.join(', ')}`);
  }
  return Object.entries({ ...own, ...told }).filter((entry): entry is [string, string] => entry[1] !== undefined);
}

/** One role for each action on a resource, however many routes and integrations need it. */
function roleOf(scope: Construct, grant: ServiceRoleProps): string {
  const name = grant.action.split(':').map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  const id = `${name.join('')}Role${contentKey(scope, [grant.action, grant.resource])}`;
  const made = scope.node.tryFindChild(id) as { readonly roleArn: string } | undefined;
  return (made ?? serviceRole(scope, id, grant)).roleArn;
}
