import { Answer } from '../../core/answer';
import { Clock } from '../../core/clock';
import { Keep } from '../../core/keepsakes';
import { GatewayRequest, GatewayResponse } from '../../core/request';
import { Decision } from '../../core/request-record';
import { RouteThrottles } from '../../core/route-throttles';
import { StepResult } from '../../core/step';
import { Authorizer } from '../authorizers/authorizer';
import { AuthorizationModel, HttpApiModel, HttpRouteModel } from '../model';
import { createRouteMatcher, RouteMatcher } from '../route-matcher';
import { authorizeStep } from './authorize-step';
import { corsStep } from './cors-step';
import { Backends, integrateStep } from './integrate-step';
import { matchStep } from './match-step';
import { respondStep } from './respond-step';
import { throttleStep } from './throttle-step';

export interface StageDependencies extends Backends {
  readonly clock: Clock;
  readonly keep: Keep;
  /** Undefined for routes that demand nothing. */
  authorizerFor(authorization: AuthorizationModel): Authorizer | undefined;
}

/** Serves one stage of one HTTP API: match, CORS, throttle, authorize, integrate, respond. */
export class HttpApiStage {
  private readonly matcher: RouteMatcher<HttpRouteModel>;
  private readonly throttles: RouteThrottles;

  public constructor(
    public readonly model: HttpApiModel,
    private readonly dependencies: StageDependencies,
  ) {
    this.matcher = createRouteMatcher(model.routes);
    // now, so that what they keep outlives a reload even if nobody has called
    for (const { authorization } of model.routes) dependencies.authorizerFor(authorization);
    this.throttles = new RouteThrottles(model, dependencies.clock, dependencies.keep);
  }

  public async handle(request: GatewayRequest): Promise<Answer> {
    const decisions: Decision[] = [];
    const noted = <R extends StepResult>(result: R): R => {
      if (result.decision) decisions.push(result.decision);
      return result;
    };
    const { cors } = this.model;
    const matched = noted(matchStep(request, this.model, this.matcher));
    const preflight = noted(corsStep(request, cors, matched.exchange?.route));
    const response = preflight.response ?? (await this.serve(matched, noted));
    return {
      // the answer to a preflight has its CORS headers already
      response: respondStep(request, response, preflight.response ? undefined : cors),
      routeKey: matched.exchange?.route.routeKey,
      decisions,
    };
  }

  private async serve(
    { exchange, response }: ReturnType<typeof matchStep>,
    noted: <R extends StepResult>(result: R) => R,
  ): Promise<GatewayResponse> {
    if (!exchange) return response!;
    const { authorizerFor } = this.dependencies;
    const throttled = noted(throttleStep(exchange, this.throttles));
    if (throttled.response) return throttled.response;
    const authorized = noted(await authorizeStep(exchange, authorizerFor(exchange.route.authorization)));
    if (authorized.response) return authorized.response;
    const called = { ...exchange, authorizer: authorized.caller ?? {} };
    const integrated = noted(await integrateStep(called, this.dependencies));
    return integrated.response;
  }
}
