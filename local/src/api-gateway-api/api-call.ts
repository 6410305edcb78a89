import { Clock } from '../core/clock';
import { LiveUsage } from '../usage/live-usage';
import { UsagePlanModel } from '../usage/model';
import { LiveKey } from '../usage/usage-registry';
import { notFound } from './errors';

/** One call of API Gateway's own API. */
export interface ApiCall extends LiveUsage {
  /** What the path names, in its order. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** That the request is signed for. What is in another one is not there. */
  readonly region: string;
  readonly clock: Clock;
}

/** Status and body; throws ServiceError. */
export type ApiAction = (call: ApiCall) => readonly [statusCode: number, body?: object];

export function keyOf({ registry, region }: ApiCall, id: unknown): LiveKey {
  const key = typeof id === 'string' ? registry.key(id) : undefined;
  if (key?.region !== region) throw notFound('Invalid API Key identifier specified');
  return key;
}

export function planOf({ registry, region }: ApiCall, id: string | undefined): UsagePlanModel {
  const plan = id === undefined ? undefined : registry.plan(id);
  if (plan?.region !== region) throw notFound('Invalid Usage Plan ID specified');
  return plan;
}
