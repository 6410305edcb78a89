import { dependenciesOf } from './dependencies';
import { ResourceReader } from './resource-reader';

/** A method or a route, and where the template has it. */
export interface DeployedPart {
  readonly name: string;
  readonly source: { readonly stack: string; readonly logicalId: string };
}

/**
 * A deployment holds what is there when it is made. CloudFormation may make it before a part that it does not wait
 * for; here the part is served all the same, with a note. Other stacks are as good as waited for.
 */
export function noteUndeployed(deployments: readonly ResourceReader[], parts: readonly DeployedPart[]): void {
  for (const deployment of deployments) {
    const awaited = dependenciesOf(deployment);
    const missing = parts.filter(
      ({ source }) => source.stack === deployment.stack.id && !awaited.has(source.logicalId),
    );
    if (missing.length === 0) continue;
    const names = missing.map(({ name }) => name).join(', ');
    deployment.note(`may be made before ${names} at AWS, and so without, for want of DependsOn; here all is served`);
  }
}
