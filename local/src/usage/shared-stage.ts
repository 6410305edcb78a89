import { PlannedStage, UsagePlanModel } from './model';

/** a stage that a plan has and one of others, too, as `api:stage`. No key may be in both of them. */
export function sharedStage(plan: UsagePlanModel, others: readonly UsagePlanModel[]): string | undefined {
  const taken = others.flatMap(({ stages }) => stages.map(nameOf));
  return plan.stages.map(nameOf).find((name) => taken.includes(name));
}

function nameOf({ apiId, stageName }: PlannedStage): string {
  return `${apiId}:${stageName}`;
}
