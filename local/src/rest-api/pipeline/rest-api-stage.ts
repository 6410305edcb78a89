import { Answer } from '../../core/answer';
import { Clock } from '../../core/clock';
import { Keep } from '../../core/keepsakes';
import { GatewayResponse } from '../../core/request';
import { Decision } from '../../core/request-record';
import { decision } from '../../core/step';
import { FunctionInvoker } from '../../functions/function-invoker';
import { AuthorizerSource } from '../authorizers/create-authorizers';
import { StageCache } from '../cache/stage-cache';
import { Exchange, Situation, Visit } from '../exchange';
import { renderFault } from '../gateway-responses/render-fault';
import { methodKey, RestApiModel, RestMethodModel } from '../model';
import { createResourceMatcher, ResourceMatcher } from '../resource-matcher';
import { Throttles } from '../usage/throttles';
import { Limits, TierUsage, tierUsage } from '../usage/tier-usage';
import { UsageCounters } from '../usage/usage-counters';
import { admitStep } from './admit-step';
import { apiKeyStep } from './api-key-step';
import { authorizeStep } from './authorize-step';
import { integrateStep } from './integrate-step';
import { matchStep } from './match-step';
import { respondStep } from './respond-step';
import { RestStepResult } from './step';
import { validateStep } from './validate-step';

export interface RestStageDependencies {
  readonly clock: Clock;
  readonly invoker: FunctionInvoker;
  readonly keep: Keep;
  readonly counters: UsageCounters;
  readonly authorizerFor: AuthorizerSource;
}

/** A step before the integration: what it adds to the exchange, or what ends it. */
type Step = (exchange: Exchange) => StepAnswer | Promise<StepAnswer>;
type StepAnswer = RestStepResult & { readonly exchange?: Exchange };

/** Serves one stage of one REST API. */
export class RestApiStage {
  private readonly matcher: ResourceMatcher<RestMethodModel>;
  private readonly steps: readonly Step[];
  private readonly cache: StageCache;
  private readonly limits: Limits;

  public constructor(
    public readonly model: RestApiModel,
    private readonly dependencies: RestStageDependencies,
  ) {
    this.matcher = createResourceMatcher(model.methods);
    const { authorizerFor, counters, clock, keep } = dependencies;
    // now, so that what they keep outlives a reload even if nobody has called
    for (const { authorization } of model.methods) authorizerFor(authorization);
    const limits = { counters, throttles: keep('throttles', undefined, () => new Throttles(clock)) };
    this.limits = limits;
    this.cache = keep('cache', this.cachedAnswersBasis(), () => new StageCache(clock));
    //
    this.steps = [
      (exchange) => authorizeStep(exchange, authorizerFor(exchange.method.authorization)),
      apiKeyStep,
      (exchange) => admitStep(exchange, limits),
      validateStep,
      (exchange) => this.cache.answer(exchange),
    ];
  }

  /** What is left to whom, plan by plan. */
  public get tiers(): readonly TierUsage[] {
    return this.model.usagePlans.map((plan) => tierUsage(plan, this.model, this.limits));
  }

  public async handle(visit: Visit): Promise<Answer> {
    const progress: Progress = { situation: visit, decisions: [] };
    const response = await this.respond(visit, progress).catch((error: unknown) => {
      // nothing that goes wrong in here may take the gateway down or leave the caller waiting
      progress.decisions.push(decision('integrate', 'failed', `internal error: ${(error as Error).message}`));
      return renderFault({ type: 'API_CONFIGURATION_ERROR' }, progress.situation);
    });
    const { requestId, request } = visit;
    const { method } = progress.situation;
    return {
      response: respondStep(response, { requestId, extendedRequestId: request.requestId }),
      requestId,
      routeKey: method && methodKey(method),
      decisions: progress.decisions,
    };
  }

  /** What cached answers hang on: the API, and the functions that gave them. */
  private cachedAnswersBasis(): unknown {
    const { invoker } = this.dependencies;
    const functions = this.model.methods.map(({ integration }) =>
      integration.kind === 'lambda' ? invoker.versionOf(integration.functionArn) : undefined,
    );
    return [this.model, functions];
  }

  private async respond(visit: Visit, progress: Progress): Promise<GatewayResponse> {
    const matched = matchStep(visit, this.matcher);
    const ended = take(matched, progress);
    if (ended) return ended;
    for (const step of this.steps) {
      const response = take(await step(progress.situation as Exchange), progress);
      if (response) return response;
    }
    const exchange = progress.situation as Exchange;
    const result = await integrateStep(exchange, this.dependencies.invoker);
    return take(this.cache.learn(exchange, result), progress)!;
  }
}

/** How far a request has come. */
interface Progress {
  situation: Situation;
  readonly decisions: Decision[];
}

/** Takes note of a step. The answer, when the step ends the exchange. */
function take(result: StepAnswer, progress: Progress): GatewayResponse | undefined {
  if (result.decision) progress.decisions.push(result.decision);
  if (result.exchange) progress.situation = result.exchange;
  return result.fault ? renderFault(result.fault, progress.situation) : result.response;
}
