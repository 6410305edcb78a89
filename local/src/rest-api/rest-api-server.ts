import { Answer, ApiServer } from '../core/answer';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { exceededLimit, MAX_BODY_BYTES, MAX_HEAD_BYTES } from '../core/request-limits';
import { decision } from '../core/step';
import { withOverriddenMethod } from './method-override';
import { respondStep } from './pipeline/respond-step';
import { RestApiStage } from './pipeline/rest-api-stage';
import { requestIdOf, traceIdOf } from './request-and-trace-ids';
import { splitStagePath } from './stage-path';

/** Gives a request to the stage that its path names. All stages of an API share a port. */
export function restApiServer(stages: readonly RestApiStage[]): ApiServer {
  return async (request) => {
    const excess = exceededLimit(request);
    if (excess) return refused(request, OVER_LIMIT[excess], `over the limit of the ${excess}`);
    const { stageName, ...paths } = splitStagePath(request.rawPath);
    const stage = stages.find(({ model }) => model.stageName === stageName);
    if (!stage)
      return refused(
        request,
        FORBIDDEN,
        `no stage "${stageName}"; ${stages.map(({ model }) => model.stageName).join(', ')} is served`,
      );
    const [requestId, traceId] = [requestIdOf(request), traceIdOf(request)];
    const visit = { request: withOverriddenMethod(request), sentRequest: request, requestId, traceId, ...paths };
    return stage.handle(visit);
  };
}

function refused(request: GatewayRequest, response: GatewayResponse, detail: string): Answer {
  const requestId = requestIdOf(request);
  return {
    requestId,
    response: respondStep(response, { requestId, extendedRequestId: request.requestId }),
    decisions: [decision('route', 'refused', detail)],
  };
}

/** no API is known here, so no gateway response applies. */
const FORBIDDEN: GatewayResponse = {
  statusCode: 403,
  headers: [
    ['Content-Type', 'application/json'],
    ['x-amzn-ErrorType', 'ForbiddenException'],
  ],
  body: Buffer.from('{"message":"Forbidden"}'),
};

/** */
const OVER_LIMIT: Readonly<Record<'head' | 'body', GatewayResponse>> = {
  head: {
    statusCode: 431,
    headers: [['Content-Type', 'text/plain']],
    body: Buffer.from(`Request line and headers exceeded ${MAX_HEAD_BYTES} bytes.`),
  },
  body: {
    statusCode: 413,
    headers: [['Content-Type', 'text/plain']],
    body: Buffer.from(`HTTP content length exceeded ${MAX_BODY_BYTES} bytes.`),
  },
};
