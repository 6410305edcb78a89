import { ThrottleModel } from '../core/throttle-model';

/** Usage plans and keys as the template has them. */
export interface UsageModel {
  readonly plans: readonly UsagePlanModel[];
  readonly keys: readonly ApiKeyModel[];
  readonly links: readonly UsagePlanLink[];
}

export interface UsagePlanModel {
  readonly id: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly description?: string;
  readonly region: string;
  readonly throttle?: ThrottleModel;
  readonly quota?: QuotaModel;
  readonly stages: readonly PlannedStage[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A stage of an API that a plan includes. */
export interface PlannedStage {
  readonly apiId: string;
  readonly stageName: string;
  /** By `/pets/GET`. */
  readonly methodThrottles: ReadonlyMap<string, ThrottleModel>;
}

/** A usage plan as one stage of one API sees it. */
export type StagePlanModel = Omit<UsagePlanModel, 'stages'> & Pick<PlannedStage, 'methodThrottles'>;

/** That a key is in a plan. */
export interface UsagePlanLink {
  readonly planId: string;
  readonly keyId: string;
}

export interface QuotaModel {
  readonly limit: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  /** Day on which a WEEK (0 is Sunday) or a MONTH (0 is the first) starts. */
  readonly offset: number;
}

export interface ApiKeyModel {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly enabled: boolean;
  readonly region: string;
  readonly description?: string;
  readonly customerId?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Absent of a key that was issued at run time. */
  readonly template?: TemplateKey;
}

/** Where a key of the template is from. */
export interface TemplateKey {
  readonly stack: string;
  readonly logicalId: string;
  /** Whether the value stands in the template or the gateway made it up. */
  readonly origin: 'template' | 'development';
}

/** What a stage of an API knows of usage. */
export interface StageUsageModel {
  /** Whose keys count here. */
  readonly region: string;
  /** Those that include this stage. */
  readonly usagePlans: readonly StagePlanModel[];
}

/** A key that was accepted, and the plan that it was accepted by. */
export interface Client {
  readonly key: ApiKeyModel;
  readonly plan: StagePlanModel;
}
