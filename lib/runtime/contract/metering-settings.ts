/** The environment variable of the handler `meter-usage` that holds its settings, as JSON. */
export const METERING = 'METERING';

/** The quota of a usage plan, as the service has it. */
export interface MeteredQuota {
  readonly limit: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  /** Days into the week, from Sunday, or into the month after which the period begins. */
  readonly offset?: number;
}

/** A tier and the usage plan it is made of. */
export interface MeteredTier {
  readonly tier: string;
  readonly usagePlanId: string;
  readonly quota?: MeteredQuota;
}

/** What the construct tells the handler `meter-usage`. Each text and number may be a CDK token until it is deployed. */
export interface MeteringSettings {
  /** Tells the APIs of an account apart in metrics and events. */
  readonly apiName: string;
  readonly tableName: string;
  /** Name or ARN of the bus that gets the events. */
  readonly eventBus: string;
  readonly tiers: readonly MeteredTier[];
}

export function decodeMeteringSettings(value: string | undefined): MeteringSettings {
  if (!value) {
    throw new Error(`the environment variable ${METERING} is missing`);
  }
  return JSON.parse(value);
}
