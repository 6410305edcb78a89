import type { ApiKeys } from '../clients/api-keys';
import type { KeyUsageSettings } from '../contract/key-usage-settings';
import { ProblemError } from '../http/problem-error';
import { dayOf, type Clock } from '../metering/day';
import { heldPlan } from './held-plan';
import { rateLimitHeaders } from './rate-limit-headers';
import { reportedPeriod, usageReport } from './usage-report';

/** Of an event of a REST API, what is needed here. All of it is API Gateway's own word. */
export interface KeyedEvent {
  readonly requestContext: {
    readonly apiId: string;
    readonly stage: string;
    readonly identity: { readonly apiKeyId?: string | null };
  };
}

export interface KeyUsageAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export type KeyUsageHandler = (event: KeyedEvent) => Promise<KeyUsageAnswer>;

const BUSY = ['TooManyRequestsException', 'ThrottlingException', 'Throttling'];

/** Tells the holder of a key what it may do and what it has used. Nothing a caller writes says which key is meant. */
export function keyUsage(
  { plans }: KeyUsageSettings,
  keys: Pick<ApiKeys, 'plansOf' | 'usage'>,
  now: Clock,
): KeyUsageHandler {
  return async ({ requestContext }) => {
    const keyId = requestContext.identity.apiKeyId;
    if (!keyId) {
      throw new ProblemError(403, { detail: 'send the API key this is about' });
    }
    const plan = heldPlan(await unlessBusy(keys.plansOf(keyId)), requestContext, plans);
    if (!plan) {
      throw new ProblemError(404, { detail: 'the API key is in no tier of this API' });
    }
    const time = now();
    const period = reportedPeriod(plan, time);
    const report = usageReport(plan, period, await unlessBusy(keys.usage(keyId, plan.id, period.start, dayOf(time))));
    return {
      statusCode: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'private, no-store',
        ...rateLimitHeaders(report, time),
      },
      body: JSON.stringify(report),
    };
  };
}

/** All of an account share ten calls a second (rule Q-17). */
async function unlessBusy<T>(sent: Promise<T>): Promise<T> {
  return sent.catch((cause: unknown) => {
    const isBusy = cause instanceof Error && BUSY.includes(cause.name);
    throw isBusy ? new ProblemError(503, { detail: 'try again soon', headers: { 'retry-after': '2' }, cause }) : cause;
  });
}
