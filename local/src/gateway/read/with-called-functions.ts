import { AssemblyView } from '../../assembly';
import { AwsTarget, calledFunction } from '../../aws-services/aws-target';
import { Unsupported } from '../../core/errors';
import { HttpApiModel } from '../../http-api/model';
import { leftOut } from '../../http-api/read/read-route';
import { leftOutMethod, RestApiModel } from '../../rest-api/model';
import { WebSocketApiModel } from '../../websocket-api/model';
import { leftOut as leftOutRoute } from '../../websocket-api/read/read-route';
import { CalledFunctions } from './called-functions';

type Finding = Omit<Unsupported, 'reason'>;

/** The API as it is, but failing closed where it needs a function that is ignored. */
export function withHttpFunctions(api: HttpApiModel, functions: CalledFunctions, view: AssemblyView): HttpApiModel {
  const routes = api.routes.map((route) => {
    const finding = { logicalId: route.logicalId, type: 'AWS::ApiGatewayV2::Route', property: 'Target' };
    const isServed = areCalled(arnsIn(route), functions, view, { stack: api.stack, ...finding });
    return isServed ? route : { ...route, ...leftOut('its function is ignored') };
  });
  return { ...api, routes };
}

/** The same for a REST API. */
export function withRestFunctions(api: RestApiModel, functions: CalledFunctions, view: AssemblyView): RestApiModel {
  const { canary } = api;
  const methods = api.methods.map((method) => {
    const isServed = areCalled(arnsIn(method), functions, view, method.source);
    return isServed ? method : leftOutMethod(method, 'its function is ignored');
  });
  return {
    ...api,
    methods,
    ...(canary && { canary: { ...canary, stage: withRestFunctions(canary.stage, functions, view) } }),
  };
}

/** The same for a WebSocket API. */
export function withWebSocketFunctions(
  api: WebSocketApiModel,
  functions: CalledFunctions,
  view: AssemblyView,
): WebSocketApiModel {
  const routes = api.routes.map((route) => {
    const finding = { logicalId: route.logicalId, type: 'AWS::ApiGatewayV2::Route', property: 'Target' };
    const isServed = areCalled(arnsIn(route), functions, view, { stack: api.stack, ...finding });
    return isServed ? route : leftOutRoute(route, 'its function is ignored');
  });
  return { ...api, routes };
}

interface Parts {
  readonly integration: { readonly kind: string; readonly functionArn?: string; readonly target?: AwsTarget };
  readonly authorization: { readonly kind: string; readonly functionArn?: string };
}

function arnsIn({ integration, authorization }: Parts): string[] {
  return [calledFunction(integration), authorization.functionArn].filter((arn) => arn !== undefined);
}

/** Refuses what is in no stack; false when something is left out on purpose. */
function areCalled(arns: readonly string[], functions: CalledFunctions, view: AssemblyView, finding: Finding): boolean {
  const found = arns.map((arn) => ({ arn, state: functions.add(arn) }));
  if (found.some(({ state }) => state === 'ignored')) return false;
  for (const { arn, state } of found) {
    if (state === 'there') continue;
    view.findings.refuse({ ...finding, reason: `calls ${arn}, which is no function of this assembly` });
  }
  return true;
}
