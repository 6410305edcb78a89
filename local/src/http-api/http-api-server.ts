import { Answer, ApiServer } from '../core/answer';
import { GatewayResponse } from '../core/request';
import { decision } from '../core/step';
import { gatewayError } from './gateway-errors';
import { HttpApiStage } from './pipeline/http-api-stage';
import { respondStep } from './pipeline/respond-step';
import { overLimit } from './request-limits';
import { requestPath } from './request-path';

/** Gives a request to the stage that its path names (H-1). All stages of an API share a port. */
export function httpApiServer(stages: readonly HttpApiStage[]): ApiServer {
  return async (request) => {
    const stage = stageFor(stages, requestPath(request));
    const refused = (response: GatewayResponse, detail: string): Answer => ({
      response: respondStep(request, response, stage?.model.cors),
      decisions: [decision('route', 'refused', detail)],
    });
    const excess = overLimit(request);
    if (excess) return refused(excess.response, excess.detail);
    if (!stage) return refused(gatewayError(404), 'no such stage');
    try {
      return await stage.handle(request);
    } catch (error) {
      // nothing that goes wrong in here may take the gateway down or leave the caller waiting
      const detail = `internal error: ${(error as Error).message}`;
      const response = respondStep(request, gatewayError(500), stage.model.cors);
      return { response, decisions: [decision('integrate', 'failed', detail)] };
    }
  };
}

function stageFor(stages: readonly HttpApiStage[], path: string): HttpApiStage | undefined {
  const first = path.split('/')[1];
  const named = (name: string | undefined) => stages.find(({ model }) => model.stageName === name);
  return named(first) ?? named('$default');
}
