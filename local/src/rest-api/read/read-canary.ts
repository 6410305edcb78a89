import { ResourceReader } from '../../assembly';

export interface CanarySetting {
  readonly deploymentId: string;
  readonly percentTraffic: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly usesStageCache: boolean;
}

/** A canary, of a stage or of the deployment that brings it along. */
export function readCanary(
  resource: ResourceReader,
  property: 'CanarySetting' | 'DeploymentCanarySettings',
  deploymentId = '',
): CanarySetting | undefined {
  if (resource.value(property) === undefined) return undefined;
  resource.note('its canary serves the methods of the template, like the stage: what was deployed before is not known');
  const percentTraffic = resource.number(`${property}.PercentTraffic`) ?? 0;
  if (percentTraffic < 0 || percentTraffic > 100) {
    return resource.refuse(`must be 0 to 100, got ${percentTraffic}`, `${property}.PercentTraffic`);
  }
  return {
    deploymentId,
    percentTraffic,
    variables: resource.stringMap(`${property}.StageVariableOverrides`),
    usesStageCache: resource.boolean(`${property}.UseStageCache`) ?? false,
  };
}
