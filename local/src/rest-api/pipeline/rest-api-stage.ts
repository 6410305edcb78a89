import { calledFunction } from '../../aws-services/aws-target';
import { Answer } from '../../core/answer';
import { Clock } from '../../core/clock';
import { Keep } from '../../core/keepsakes';
import { GatewayResponse } from '../../core/request';
import { Decision } from '../../core/request-record';
import { decision } from '../../core/step';
import { Limits } from '../../usage/admission';
import { Throttles } from '../../usage/throttles';
import { LiveUsage } from '../../usage/live-usage';
import { TierUsage, tierUsages } from '../../usage/tier-usage';
import { AuthorizerSource } from '../authorizers/create-authorizers';
import { StageCache } from '../cache/stage-cache';
import { RandomSource, stageOrCanary } from '../canary';
import { compressed, decompressed } from '../compression';
import { Exchange, Situation, Visit } from '../exchange';
import { renderFault } from '../gateway-responses/render-fault';
import { allMethods, methodKey, RestApiModel, RestMethodModel, throttled } from '../model';
import { createResourceMatcher, ResourceMatcher } from '../resource-matcher';
import { admitStep } from './admit-step';
import { apiKeyStep } from './api-key-step';
import { authorizeStep } from './authorize-step';
import { Backends, integrateStep } from './integrate-step';
import { matchStep } from './match-step';
import { respondStep } from './respond-step';
import { refused, RestStepResult } from './step';
import { validateStep } from './validate-step';

export interface RestStageDependencies extends Backends {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly keep: Keep;
  readonly usage: LiveUsage;
  readonly authorizerFor: AuthorizerSource;
}

/** A step before the integration: what it adds to the exchange, or what ends it. */
type Step = (exchange: Exchange) => StepAnswer | Promise<StepAnswer>;
type StepAnswer = RestStepResult & { readonly exchange?: Exchange };

/** Serves one stage of one REST API. */
export class RestApiStage {
  private readonly stage: Variant;
  private readonly canary?: Variant;
  private readonly steps: readonly Step[];
  private readonly limits: Limits;

  public constructor(
    public readonly model: RestApiModel,
    private readonly dependencies: RestStageDependencies,
  ) {
    const { authorizerFor, usage, clock, keep } = dependencies;
    // now, so that what they keep outlives a reload even if nobody has called
    for (const { authorization } of allMethods(model)) authorizerFor(authorization);
    const limits = { ...usage, throttles: keep('throttles', undefined, () => new Throttles(clock)) };
    this.limits = limits;
    const cacheOf = (name: string) => keep(name, this.cachedAnswersBasis(), () => new StageCache(clock));
    this.stage = variantOf(model, cacheOf('cache'));
    if (model.canary) {
      const { stage, usesStageCache } = model.canary;
      this.canary = variantOf(stage, usesStageCache ? this.stage.cache : cacheOf('cache of the canary'));
    }
    //
    this.steps = [
      (exchange) => authorizeStep(exchange, authorizerFor(exchange.method.authorization)),
      (exchange) => apiKeyStep(exchange, usage.registry),
      (exchange) => admitStep(exchange, limits),
      validateStep,
      (exchange) => this.variantFor(exchange).cache.answer(exchange),
    ];
  }

  /** What is left to whom, plan by plan. */
  public get tiers(): readonly TierUsage[] {
    return tierUsages(this.model, this.model.methods.map(throttled), this.limits);
  }

  public async handle(arrival: Omit<Visit, 'stage'>): Promise<Answer> {
    const visit: Visit = { ...arrival, stage: stageOrCanary(this.model, this.dependencies.random) };
    const progress: Progress = { situation: visit, decisions: [] };
    const response = await this.respond(visit, progress).catch((error: unknown) => {
      // nothing that goes wrong in here may take the gateway down or leave the caller waiting
      progress.decisions.push(decision('integrate', 'failed', `internal error: ${(error as Error).message}`));
      return renderFault({ type: 'API_CONFIGURATION_ERROR' }, progress.situation);
    });
    const { requestId, request } = visit;
    const minimum = this.model.minimumCompressionBytes;
    const { method } = progress.situation;
    return {
      response: respondStep(compressed(response, request, minimum), {
        requestId,
        extendedRequestId: request.requestId,
      }),
      requestId,
      routeKey: method && methodKey(method),
      decisions: progress.decisions,
    };
  }

  /** What cached answers hang on: the API, and the functions that gave them. */
  private cachedAnswersBasis(): unknown {
    const { invoker } = this.dependencies;
    const functions = allMethods(this.model).map(({ integration }) => {
      const functionArn = calledFunction(integration);
      return functionArn && invoker.versionOf(functionArn);
    });
    return [this.model, functions];
  }

  private async respond(visit: Visit, progress: Progress): Promise<GatewayResponse> {
    const request = decompressed(visit.request, this.model.minimumCompressionBytes);
    if (!request) return take(NOT_DECOMPRESSED, progress)!;
    const matched = matchStep({ ...visit, request }, this.variantFor(visit).matcher);
    const ended = take(matched, progress);
    if (ended) return ended;
    for (const step of this.steps) {
      const response = take(await step(progress.situation as Exchange), progress);
      if (response) return response;
    }
    const exchange = progress.situation as Exchange;
    const result = await integrateStep(exchange, this.dependencies);
    return take(this.variantFor(exchange).cache.learn(exchange, result), progress)!;
  }

  private variantFor({ stage }: Visit): Variant {
    return this.canary?.model === stage ? this.canary : this.stage;
  }
}

/** */
const NOT_DECOMPRESSED = refused('validate', 'the body is not compressed as its Content-Encoding says', {
  type: 'UNSUPPORTED_MEDIA_TYPE',
});

/** What a stage and its canary have each for itself. */
interface Variant {
  readonly model: RestApiModel;
  readonly matcher: ResourceMatcher<RestMethodModel>;
  readonly cache: StageCache;
}

function variantOf(model: RestApiModel, cache: StageCache): Variant {
  return { model, matcher: createResourceMatcher(model.methods), cache };
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
