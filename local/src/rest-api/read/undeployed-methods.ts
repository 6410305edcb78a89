import { ResourceReader } from '../../assembly';
import { dependenciesOf } from '../../assembly/dependencies';
import { methodKey, RestMethodModel } from '../model';

/**
 * A deployment holds what is there when it is made. CloudFormation may make it before a method that it does not wait
 * for; here the method is served all the same, with a note. Other stacks are as good as waited for.
 */
export function noteUndeployedMethods(
  deployments: readonly ResourceReader[],
  methods: readonly RestMethodModel[],
): void {
  for (const deployment of deployments) {
    const awaited = dependenciesOf(deployment);
    const missing = methods.filter(
      ({ source }) => source.stack === deployment.stack.id && !awaited.has(source.logicalId),
    );
    if (missing.length === 0) continue;
    const keys = missing.map(methodKey).join(', ');
    deployment.note(`may be made before ${keys} at AWS, and so without, for want of DependsOn; here all is served`);
  }
}
