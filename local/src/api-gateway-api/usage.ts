import { UsagePlanModel } from '../usage/model';
import { DAY_MS, midnight } from '../usage/quota-period';
import { UsageCounters } from '../usage/usage-counters';
import { ApiAction, planOf } from './api-call';
import { badRequest, notFound } from './errors';
import { pageOf } from './page';

/** Pairs of used and remaining calls for each day of a period, by key: of keys that were used in it. */
export const getUsage: ApiAction = (call) => {
  const { query, registry, counters, clock } = call;
  const plan = planOf(call, call.ids[0]);
  const [startDate, endDate, keyId] = [query.get('startDate'), query.get('endDate'), query.get('keyId')];
  const days = daysFrom(startDate, endDate, clock.now());
  const used = counters.keysUsedIn(plan.id);
  if (keyId !== null && !used.includes(keyId) && !registry.isIn(plan.id, keyId)) {
    throw notFound('Invalid Key identifier specified');
  }
  const asked = keyId === null ? used : [keyId];
  const shown = asked.filter((id) => days.some((day) => counters.usedOn(plan.id, id, day) > 0));
  const { items, position } = pageOf(shown, (id) => id, query);
  const values = Object.fromEntries(items.map((id) => [id, days.map((day) => figure(counters, plan, id, day))]));
  return [200, { usagePlanId: plan.id, startDate, endDate, values, position }];
};

function figure(counters: UsageCounters, plan: UsagePlanModel, keyId: string, day: number): number[] {
  const remaining = counters.left(plan, keyId, day);
  const used = counters.usedOn(plan.id, keyId, day);
  return remaining === undefined ? [used] : [used, remaining];
}

/** The midnights of a period. There are none of days to come. */
function daysFrom(startDate: string | null, endDate: string | null, now: number): number[] {
  const [start, end] = [dayOf('startDate', startDate), dayOf('endDate', endDate)];
  if (end < start) throw badRequest('Usage endDate must not be before startDate');
  const last = Math.min(end, midnight(now));
  const days: number[] = [];
  for (let day = start; day <= last; day += DAY_MS) days.push(day);
  return days;
}

function dayOf(name: string, text: string | null): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day)) throw badRequest(`${name} must be a day such as 2026-01-31, got ${text ?? 'none'}`);
  return day;
}
