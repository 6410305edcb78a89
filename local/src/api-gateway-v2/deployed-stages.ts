import { harmless } from '../assembly/harmless';
import { checkProperties, PropertyTable, served } from '../assembly/property-table';
import { ResourceReader } from '../assembly/resource-reader';
import { DeployedPart, noteUndeployed } from '../assembly/undeployed';

/** Parts of an AWS::ApiGatewayV2::Api. */
interface DeployedApi {
  readonly stages: readonly ResourceReader[];
  readonly deployments: readonly ResourceReader[];
  readonly routes: readonly ResourceReader[];
}

/** AWS::ApiGatewayV2::Deployment. */
export const deploymentProperties: PropertyTable = {
  ApiId: served,
  Description: harmless.description,
  StageName: served,
};

/**
 * Names of the stages that something is deployed to (W-35): by themselves, by a DeploymentId, or by a deployment. What
 * the others mean for a caller is noted.
 */
export function deployedStages(
  { stages, deployments, routes }: DeployedApi,
  whatOthersMean: string,
): ReadonlySet<string> {
  for (const deployment of deployments) checkProperties(deployment, deploymentProperties);
  const byDeployment = new Set(deployments.map((deployment) => deployment.string('StageName')));
  const follows = (stage: ResourceReader): boolean => stage.boolean('AutoDeploy') ?? false;
  const isDeployed = (stage: ResourceReader): boolean =>
    follows(stage) || stage.value('DeploymentId') !== undefined || byDeployment.has(stage.string('StageName'));
  for (const stage of stages.filter((one) => !isDeployed(one))) {
    stage.note(`has neither AutoDeploy nor a deployment: as at AWS, ${whatOthersMean}`);
  }
  if (!stages.every(follows)) {
    noteUndeployed(deployments, routes.map(deployedPart));
  }
  return new Set(stages.filter(isDeployed).map((stage) => stage.string('StageName') ?? ''));
}

function deployedPart(route: ResourceReader): DeployedPart {
  const { stack, logicalId } = route;
  return { name: route.string('RouteKey') ?? logicalId, source: { stack: stack.id, logicalId } };
}
