import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { ApiParts } from './api-parts';
import { deploymentProperties } from './property-tables';
import { CanarySetting, readCanary } from './read-canary';
import { readStage, readStageName, StageModel } from './read-stage';

/** The stages of one API. A deployment may bring one along, or the canary of one. */
export function readStages({ wanted, ignored }: ApiParts): StageModel[] {
  const deployments = [...wanted.Deployment, ...ignored.Deployment];
  const ids = new Set(deployments.map(({ ref }) => ref));
  for (const deployment of wanted.Deployment) checkProperties(deployment, deploymentProperties);
  const isCanary = (deployment: ResourceReader): boolean => deployment.value('DeploymentCanarySettings') !== undefined;
  const stages = [
    ...wanted.Stage.map((stage) => readDeployedStage(stage, ids)),
    ...wanted.Deployment.filter((deployment) => !isCanary(deployment)).map(readDeployment),
  ].filter((stage) => stage !== undefined);
  const canaries = canariesOf(wanted.Deployment.filter(isCanary), stages);
  return stages.map((stage) => ({ ...stage, canary: canaries.get(stage.name) ?? stage.canary }));
}

function readDeployedStage(resource: ResourceReader, deploymentIds: ReadonlySet<unknown>): StageModel | undefined {
  const stage = readStage(resource);
  if (!stage) return undefined;
  const problem = stage.deploymentId === '' ? 'is missing: a stage serves what was deployed' : 'is no deployment of it';
  return deploymentIds.has(stage.deploymentId) ? stage : resource.refuse(problem, 'DeploymentId');
}

function readDeployment(resource: ResourceReader): StageModel | undefined {
  const name = resource.propertyNames.includes('StageName') ? readStageName(resource) : undefined;
  if (name === undefined) return undefined;
  return { name, deploymentId: resource.ref ?? '', variables: {}, hasCacheCluster: false, settings: new Map() };
}

/** By the name of the stage, which must be there already. */
function canariesOf(
  deployments: readonly ResourceReader[],
  stages: readonly StageModel[],
): ReadonlyMap<string, CanarySetting | undefined> {
  const named = deployments.map((deployment) => {
    const name = deployment.string('StageName') ?? '';
    if (!stages.some((stage) => stage.name === name)) {
      deployment.refuse(`a canary needs a stage of that name, got ${JSON.stringify(name)}`, 'StageName');
    }
    return [name, readCanary(deployment, 'DeploymentCanarySettings', deployment.ref)] as const;
  });
  return new Map(named);
}
