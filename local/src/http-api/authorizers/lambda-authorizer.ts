import { AnswerCache } from '../../authorizers/answer-cache';
import { Clock } from '../../core/clock';
import { Keep } from '../../core/keepsakes';
import { FunctionInvoker, InvocationResult } from '../../functions/function-invoker';
import { AuthorizationModel } from '../model';
import { Authorizer, AuthorizerInput, AuthorizerVerdict } from './authorizer';
import { identityValue } from './identity-source';
import { LambdaAnswer, readAnswer } from './lambda-answer';
import { authorizerEvent } from './lambda-event';
import { deny } from './verdicts';

export type LambdaModel = Extract<AuthorizationModel, { kind: 'lambda' }>;

export interface LambdaDependencies {
  readonly clock: Clock;
  readonly invoker: FunctionInvoker;
  readonly keep: Keep;
}

/** H-69. */
const TIMEOUT_MS = 10_000;

/** The service's Lambda authorizer: H-63 to H-70. Whatever is not a clear yes is refused. */
export class LambdaAuthorizer implements Authorizer {
  private readonly cache: AnswerCache<LambdaAnswer>;

  public constructor(
    private readonly model: LambdaModel,
    private readonly deps: LambdaDependencies,
  ) {
    const { clock, invoker, keep } = deps;
    // without an identity source there is nothing to tell callers apart by
    const ttlSeconds = model.identitySources.length === 0 ? 0 : model.resultTtlSeconds;
    this.cache = keep(
      `answers of ${model.authorizerId}`,
      [model, invoker.versionOf(model.functionArn)],
      () => new AnswerCache(clock, ttlSeconds),
    );
  }

  public async authorize(input: AuthorizerInput): Promise<AuthorizerVerdict> {
    const values = this.model.identitySources.map((source) => identityValue(source, input));
    const missing = values.indexOf(undefined);
    if (missing >= 0) {
      return deny(401, `no value in ${this.model.identitySources[missing]}`);
    }
    const identity = values as string[];
    const key = JSON.stringify([input.contextValue('stage') ?? '', ...identity]);
    const cached = this.cache.get(key);
    return cached ? judge(cached, input, 'cached answer') : this.ask(input, identity, key);
  }

  private async ask(input: AuthorizerInput, identity: readonly string[], key: string): Promise<AuthorizerVerdict> {
    const { functionArn, payloadFormat, simpleResponses } = this.model;
    const result = await this.deps.invoker.invoke(functionArn, authorizerEvent(payloadFormat, input, identity), {
      requestId: input.request.requestId,
      timeoutMs: TIMEOUT_MS,
    });
    if (result.kind !== 'success') {
      const unauthorized = payloadFormat === '1.0' && result.kind === 'error' && result.errorMessage === 'Unauthorized';
      return unauthorized ? deny(401, 'the authorizer function threw "Unauthorized"') : deny(500, failure(result));
    }
    return failClosed(() => {
      const answer = readAnswer(result.payload, payloadFormat === '2.0' && simpleResponses);
      this.cache.put(key, answer);
      return judge(answer, input, 'answer');
    });
  }
}

function judge(answer: LambdaAnswer, { routeArn, request }: AuthorizerInput, source: string): AuthorizerVerdict {
  return failClosed(() => {
    const { principalId, context } = answer;
    const who = principalId === undefined ? '' : ` for "${principalId}"`;
    if (!answer.allows({ arn: routeArn, request })) {
      return deny(403, `${source} of the authorizer function${who}: no`);
    }
    return {
      kind: 'allow',
      context: { lambda: context },
      ...(principalId !== undefined && { principal: principalId }),
      detail: `${source} of the authorizer function${who}: yes`,
    };
  });
}

/** An answer that can't be understood is the authorizer's failure: 500 (H-69). */
function failClosed(verdict: () => AuthorizerVerdict): AuthorizerVerdict {
  try {
    return verdict();
  } catch (error) {
    return deny(500, (error as Error).message);
  }
}

function failure(result: Exclude<InvocationResult, { kind: 'success' }>): string {
  switch (result.kind) {
    case 'error':
      return `the authorizer function failed: ${result.errorType}`;
    case 'not-found':
      return 'the authorizer function is not in this assembly';
    case 'function-timeout':
      return 'the authorizer function timed out';
    case 'caller-timeout':
      return `the authorizer function took longer than ${TIMEOUT_MS} ms`;
  }
}
