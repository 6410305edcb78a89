import { Clock } from '../core/clock';
import { ApiKeyModel, UsageModel, UsagePlanLink, UsagePlanModel } from './model';

/** A key as it is now. */
export interface LiveKey extends ApiKeyModel {
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

const NOTHING: UsageModel = { plans: [], keys: [], links: [] };

/**
 * Usage plans and who is in them. The template says what there is at first; what is changed at run time stays over a
 * reload, as over a deployment: that touches only what the new template has otherwise than the one before.
 */
export class UsageRegistry {
  private template = NOTHING;
  private readonly keysById = new Map<string, LiveKey>();
  /** By Region and value. */
  private readonly keysByValue = new Map<string, LiveKey>();
  /** Ids of keys by that of their plan. */
  private readonly members = new Map<string, Set<string>>();

  public constructor(private readonly clock: Clock) {}

  public get plans(): readonly UsagePlanModel[] {
    return this.template.plans;
  }

  public get keys(): readonly LiveKey[] {
    return [...this.keysById.values()];
  }

  /** Deploys another template. */
  public replace(next: UsageModel): void {
    const before = this.template;
    this.template = next;
    for (const key of missingFrom(before.keys, next.keys)) this.removeKey(key.id);
    for (const key of missingFrom(next.keys, before.keys)) this.putKey(key);
    for (const { planId, keyId } of missingFrom(before.links, next.links)) this.leave(planId, keyId);
    for (const { planId, keyId } of missingFrom(next.links, before.links)) this.join(planId, keyId);
    const planIds = new Set(next.plans.map(({ id }) => id));
    for (const planId of this.members.keys()) if (!planIds.has(planId)) this.members.delete(planId);
  }

  public plan(id: string): UsagePlanModel | undefined {
    return this.plans.find((plan) => plan.id === id);
  }

  public key(id: string): LiveKey | undefined {
    return this.keysById.get(id);
  }

  public keyOfValue(region: string, value: string): LiveKey | undefined {
    return this.keysByValue.get(`${region} ${value}`);
  }

  /** Adds a key, or changes the one with its id. */
  public putKey(key: ApiKeyModel): LiveKey {
    const [now, known] = [this.clock.now(), this.keysById.get(key.id)];
    const live = { ...key, createdAt: known?.createdAt ?? now, updatedAt: now };
    if (known) this.keysByValue.delete(`${known.region} ${known.value}`);
    this.keysById.set(key.id, live);
    this.keysByValue.set(`${key.region} ${key.value}`, live);
    return live;
  }

  public removeKey(id: string): void {
    const key = this.keysById.get(id);
    if (!key) return;
    this.keysById.delete(id);
    this.keysByValue.delete(`${key.region} ${key.value}`);
    for (const members of this.members.values()) members.delete(id);
  }

  public join(planId: string, keyId: string): void {
    this.members.set(planId, (this.members.get(planId) ?? new Set()).add(keyId));
  }

  public leave(planId: string, keyId: string): void {
    this.members.get(planId)?.delete(keyId);
  }

  public isIn(planId: string, keyId: string): boolean {
    return this.members.get(planId)?.has(keyId) ?? false;
  }

  /** In the order in which they joined. */
  public keysIn(planId: string): LiveKey[] {
    return [...(this.members.get(planId) ?? [])].flatMap((id) => this.keysById.get(id) ?? []);
  }

  public plansOf(keyId: string): UsagePlanModel[] {
    return this.plans.filter(({ id }) => this.isIn(id, keyId));
  }
}

function missingFrom<T extends ApiKeyModel | UsagePlanLink>(these: readonly T[], others: readonly T[]): T[] {
  const known = new Set(others.map((other) => JSON.stringify(other)));
  return these.filter((one) => !known.has(JSON.stringify(one)));
}
