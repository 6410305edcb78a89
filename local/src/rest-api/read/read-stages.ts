import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { ApiParts } from './api-parts';
import { deploymentProperties } from './property-tables';
import { readStage, StageModel } from './read-stage';

/** The stages of one API. A deployment may bring one along. */
export function readStages({ wanted, ignored }: ApiParts): StageModel[] {
  const deployments = [...wanted.Deployment, ...ignored.Deployment];
  const ids = new Set(deployments.map(({ ref }) => ref));
  return [
    ...wanted.Stage.map((stage) => readDeployedStage(stage, ids)),
    ...wanted.Deployment.map(readDeployment),
  ].filter((stage) => stage !== undefined);
}

function readDeployedStage(resource: ResourceReader, deploymentIds: ReadonlySet<unknown>): StageModel | undefined {
  const stage = readStage(resource);
  if (!stage) return undefined;
  const problem = stage.deploymentId === '' ? 'is missing: a stage serves what was deployed' : 'is no deployment of it';
  return deploymentIds.has(stage.deploymentId) ? stage : resource.refuse(problem, 'DeploymentId');
}

function readDeployment(resource: ResourceReader): StageModel | undefined {
  checkProperties(resource, deploymentProperties);
  const name = resource.string('StageName');
  if (!name) return undefined;
  return { name, deploymentId: resource.ref ?? '', variables: {}, hasCacheCluster: false, settings: new Map() };
}
