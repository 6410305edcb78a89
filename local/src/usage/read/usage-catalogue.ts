import { AssemblyView, ResourceReader } from '../../assembly';
import { StagePlanModel, UsageModel } from '../model';
import { readApiKeys } from './read-api-key';
import { readUsagePlan } from './read-usage-plan';
import { readUsagePlanKeys } from './read-usage-plan-keys';

/** Usage plans and keys of the whole assembly: a plan may hold stages of several APIs, of REST and of WebSocket ones. */
export class UsageCatalogue {
  public readonly model: UsageModel;
  private readonly plans: readonly ResourceReader[];

  public constructor(view: AssemblyView) {
    this.plans = view.resources('AWS::ApiGateway::UsagePlan');
    const [plans, keys] = [this.plans.map(readUsagePlan), readApiKeys(view)];
    this.model = { plans, keys, links: readUsagePlanKeys(view, plans, keys) };
  }

  /** The plans that include a stage, as that stage sees them. */
  public ofStage(apiId: string, stageName: string): StagePlanModel[] {
    return this.model.plans.flatMap(({ stages, ...plan }) => {
      const stage = stages.find((one) => one.apiId === apiId && one.stageName === stageName);
      return stage ? [{ ...plan, methodThrottles: stage.methodThrottles }] : [];
    });
  }

  /** The same for a stage of an API without methods. */
  public ofStageWithoutMethods(apiId: string, stageName: string): StagePlanModel[] {
    const usagePlans = this.ofStage(apiId, stageName);
    const limited = usagePlans.filter(({ methodThrottles }) => methodThrottles.size > 0).map(({ id }) => id);
    for (const plan of this.plans.filter(({ ref }) => limited.includes(ref ?? ''))) {
      plan.refuse(`throttles methods of ${apiId}, which is no REST API`, 'ApiStages');
    }
    return usagePlans;
  }
}
