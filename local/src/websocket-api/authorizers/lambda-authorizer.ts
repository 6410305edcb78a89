import { readAnswer } from '../../authorizers/policy-answer';
import { FunctionInvoker, InvocationResult } from '../../functions/function-invoker';
import { authorizerEvent } from '../events/event';
import { routeArn } from '../events/route-arn';
import { Exchange } from '../exchange';
import { WebSocketAuthorizationModel } from '../model';
import { deny, WebSocketAuthorizer, WebSocketVerdict } from './authorizer';
import { identityValue } from './identity-source';

type LambdaModel = Extract<WebSocketAuthorizationModel, { kind: 'lambda' }>;

/** As for any integration (assumed). */
const TIMEOUT_MS = 29_000;

/** W-7 */
const LONGEST_ANSWER_BYTES = 8 * 1024;

/** REQUEST authorizer of `$connect` (W-5 to W-8). Nothing is cached. Whatever is not a clear yes is refused. */
export class LambdaAuthorizer implements WebSocketAuthorizer {
  public constructor(
    private readonly model: LambdaModel,
    private readonly invoker: FunctionInvoker,
  ) {}

  public async authorize(exchange: Exchange): Promise<WebSocketVerdict> {
    const missing = this.model.identitySources.find((source) => identityValue(source, exchange) === undefined);
    if (missing !== undefined) return deny(401, `no value in ${missing}`);
    const { requestId } = exchange.request;
    const options = { requestId, timeoutMs: TIMEOUT_MS };
    const result = await this.invoker.invoke(this.model.functionArn, authorizerEvent(exchange), options);
    if (result.kind !== 'success') return failure(result);
    try {
      return judge(result.payload, exchange);
    } catch (error) {
      return deny(500, (error as Error).message);
    }
  }
}

/** Throws UnusableAnswer. */
function judge(payload: unknown, exchange: Exchange): WebSocketVerdict {
  const { principalId, context, effectOn, usageIdentifierKey } = readAnswer(payload);
  if (Buffer.byteLength(JSON.stringify(payload)) > LONGEST_ANSWER_BYTES) {
    return deny(500, `the answer of the authorizer function is over ${LONGEST_ANSWER_BYTES} bytes`);
  }
  const who = `answer of the authorizer function for "${principalId}"`;
  const question = { arn: routeArn(exchange), request: exchange.request };
  if (effectOn(question) !== 'Allow') return deny(403, `${who}: no`);
  // each entry as text, as on REST
  const texts = Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)]));
  // what the service's guide and that of the CDK call by this name (the latter is assumed)
  const key = usageIdentifierKey ?? texts.usageIdentifierKey;
  const caller = { authorizer: { ...texts, principalId }, usageIdentifierKey: key };
  return { kind: 'allow', caller, detail: `${who}: yes` };
}

function failure(result: Exclude<InvocationResult, { kind: 'success' }>): WebSocketVerdict {
  if (result.kind !== 'error') return deny(500, `the authorizer function: ${result.kind}`);
  return result.errorMessage === 'Unauthorized'
    ? deny(401, 'the authorizer function threw "Unauthorized"')
    : deny(500, `the authorizer function failed: ${result.errorType}`);
}
