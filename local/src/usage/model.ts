import { ThrottleModel } from '../core/throttle-model';

/** A usage plan as one stage of one API sees it. */
export interface UsagePlanModel {
  readonly id: string;
  readonly name: string;
  readonly throttle?: ThrottleModel;
  /** For this stage, by `/pets/GET`. */
  readonly methodThrottles: ReadonlyMap<string, ThrottleModel>;
  readonly quota?: QuotaModel;
  readonly keyIds: ReadonlySet<string>;
}

export interface QuotaModel {
  readonly limit: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  /** Day on which a WEEK (0 is Sunday) or a MONTH (0 is the first) starts. */
  readonly offset: number;
}

export interface ApiKeyModel {
  readonly id: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly value: string;
  /** Whether the value stands in the template or the gateway made it up. */
  readonly origin: 'template' | 'development';
  readonly enabled: boolean;
}

/** What a stage of an API knows of keys. */
export interface StageUsageModel {
  /** Those that include this stage. */
  readonly usagePlans: readonly UsagePlanModel[];
  readonly apiKeys: readonly ApiKeyModel[];
}

/** A key that was accepted, and the plan that it was accepted by. */
export interface Client {
  readonly key: ApiKeyModel;
  readonly plan: UsagePlanModel;
}
