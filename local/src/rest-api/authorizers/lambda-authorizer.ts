import { INVALIDATE_CACHE } from '../../authorizers/actions';
import { AnswerCache } from '../../authorizers/answer-cache';
import { LambdaAnswer, readAnswer } from '../../authorizers/policy-answer';
import { Clock } from '../../core/clock';
import { Keep } from '../../core/keepsakes';
import { FunctionInvoker, InvocationResult } from '../../functions/function-invoker';
import { matchesJavaRegex } from '../../templates/java/regex';
import { Exchange } from '../exchange';
import { requestEvent } from '../lambda/event';
import { RestAuthorizationModel } from '../model';
import { deny, RestAuthorizer, RestVerdict, unauthorized } from './authorizer';
import { identityValue } from './identity-source';
import { methodArn } from './method-arn';

export type LambdaModel = Extract<RestAuthorizationModel, { kind: 'lambda' }>;

export interface LambdaDependencies {
  readonly clock: Clock;
  readonly invoker: FunctionInvoker;
  readonly keep: Keep;
}

/** As for any integration. */
const TIMEOUT_MS = 29_000;

/** Lambda authorizers, TOKEN and REQUEST. Whatever is not a clear yes is refused. */
export class LambdaAuthorizer implements RestAuthorizer {
  private readonly cache: AnswerCache<LambdaAnswer>;

  public constructor(
    private readonly model: LambdaModel,
    private readonly deps: LambdaDependencies,
  ) {
    const { clock, invoker, keep } = deps;
    this.cache = keep(
      `answers of ${model.authorizerName}`,
      [model, invoker.versionOf(model.functionArn)],
      () => new AnswerCache(clock, model.resultTtlSeconds),
    );
  }

  public async authorize(exchange: Exchange): Promise<RestVerdict> {
    const values = this.model.identitySources.map((source) => identityValue(source, exchange));
    const problem = this.identityProblem(values);
    if (problem) return unauthorized(problem);
    const key = JSON.stringify(values);
    const cached = this.cache.get(key);
    return cached ? judge(cached, exchange, 'cached answer') : this.ask(exchange, values, key);
  }

  /** who shows nothing is not worth a call, unless nothing is cached by it. */
  private identityProblem(values: readonly (string | undefined)[]): string | undefined {
    const { type, identitySources, resultTtlSeconds, tokenPattern } = this.model;
    const missing = values.indexOf(undefined);
    if (missing >= 0 && (type === 'TOKEN' || resultTtlSeconds > 0)) return `no value in ${identitySources[missing]}`;
    const fits = tokenPattern === undefined || matchesJavaRegex(tokenPattern, values[0] ?? '');
    return fits ? undefined : 'the token does not match identityValidationExpression';
  }

  private async ask(exchange: Exchange, values: readonly (string | undefined)[], key: string): Promise<RestVerdict> {
    const result = await this.deps.invoker.invoke(this.model.functionArn, this.event(exchange, values), {
      requestId: exchange.requestId,
      timeoutMs: TIMEOUT_MS,
    });
    if (result.kind !== 'success') return failure(result);
    return failClosed(() => {
      const answer = readAnswer(result.payload);
      this.cache.put(key, answer);
      return judge(answer, exchange, 'answer');
    });
  }

  private event(exchange: Exchange, [token]: readonly (string | undefined)[]): Record<string, unknown> {
    const { type } = this.model;
    const arn = methodArn(exchange);
    if (type === 'TOKEN') return { type, methodArn: arn, authorizationToken: token };
    return { type, methodArn: arn, ...requestEvent(exchange) };
  }
}

const EXPLICIT_DENY =
  'User is not authorized to access this resource with an explicit deny in an identity-based policy';

const ALLOWS_NOTHING = 'no statement of its policy allows this method';

/** Allow, explicit deny or neither. */
function judge(answer: LambdaAnswer, exchange: Exchange, source: string): RestVerdict {
  return failClosed(() => {
    const { principalId, context, usageIdentifierKey } = answer;
    const who = `${source} of the authorizer function for "${principalId}"`;
    const question = { arn: methodArn(exchange), request: exchange.request };
    const mayInvalidateCache = answer.effectOn({ ...question, action: INVALIDATE_CACHE }) === 'Allow';
    const caller = { principal: principalId, authorizer: context, usageIdentifierKey, mayInvalidateCache };
    const effect = answer.effectOn(question);
    if (effect === 'Deny')
      return deny(`${who}: its policy denies this method`, { type: 'ACCESS_DENIED', message: EXPLICIT_DENY }, caller);
    const isAllowed = effect === 'Allow';
    return { kind: isAllowed ? 'allow' : 'undecided', caller, detail: `${who}: ${isAllowed ? 'yes' : ALLOWS_NOTHING}` };
  });
}

/** An answer that can't be understood is the authorizer's failure. */
function failClosed(verdict: () => RestVerdict): RestVerdict {
  try {
    return verdict();
  } catch (error) {
    return deny((error as Error).message, { type: 'AUTHORIZER_CONFIGURATION_ERROR' });
  }
}

/** */
function failure(result: Exclude<InvocationResult, { kind: 'success' }>): RestVerdict {
  const failed = { type: 'AUTHORIZER_FAILURE' } as const;
  switch (result.kind) {
    case 'error':
      if (result.errorMessage === 'Unauthorized') return unauthorized('the authorizer function threw "Unauthorized"');
      return deny(`the authorizer function failed: ${result.errorType}`, failed);
    case 'not-found':
      return deny('the authorizer function is not in this assembly', { type: 'AUTHORIZER_CONFIGURATION_ERROR' });
    case 'function-timeout':
      return deny('the authorizer function timed out', failed);
    case 'caller-timeout':
      return deny(`the authorizer function took longer than ${TIMEOUT_MS} ms`, failed);
  }
}
