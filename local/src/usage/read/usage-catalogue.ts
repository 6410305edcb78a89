import { AssemblyView, ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { StagePlanModel, UsageModel } from '../model';
import { usagePlanKeyProperties } from './property-tables';
import { readApiKey } from './read-api-key';
import { readUsagePlan } from './read-usage-plan';

/** Usage plans and keys of the whole assembly: a plan may hold stages of several APIs, of REST and of WebSocket ones. */
export class UsageCatalogue {
  public readonly model: UsageModel;
  private readonly plans: readonly ResourceReader[];

  public constructor(view: AssemblyView) {
    this.plans = view.resources('AWS::ApiGateway::UsagePlan');
    const keys = view
      .resources('AWS::ApiGateway::ApiKey')
      .map(readApiKey)
      .filter((key) => key !== undefined);
    const links = view.resources('AWS::ApiGateway::UsagePlanKey').map((link) => {
      checkProperties(link, usagePlanKeyProperties);
      const [planId, keyId] = [link.string('UsagePlanId') ?? '', link.string('KeyId') ?? ''];
      if (!keys.some(({ id }) => id === keyId)) link.note('its key is not of this assembly: nobody has it here');
      return { planId, keyId };
    });
    this.model = { plans: this.plans.map(readUsagePlan), keys, links };
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
