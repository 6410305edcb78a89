import { AssemblyView, ResourceReader } from '../../assembly';
import { AssemblyIndex } from './assembly-index';
import { Backstage } from './backstage';

/** Functions that rules and schedules of EventBridge call: nothing does here, but whoever likes may invoke them. */
export function addScheduledFunctions(view: AssemblyView, index: AssemblyIndex, backstage: Backstage): void {
  for (const resource of view.resources('AWS::Events::Rule', 'AWS::Scheduler::Schedule')) {
    for (const arn of targetsOf(resource)) {
      const entry = index.functionOf(arn, resource.stack.region);
      if (!entry || entry === 'ignored') continue;
      const model = backstage.addFunction(entry, view);
      if (model) resource.note(`calls nothing here by itself; ${model.name} can be called with Lambda's Invoke`);
    }
  }
}

function targetsOf(resource: ResourceReader): string[] {
  const [targets, target] = [resource.known('Targets'), resource.known('Target')];
  return [...(Array.isArray(targets) ? (targets as unknown[]) : []), target]
    .map((one) => (one as { Arn?: unknown } | undefined)?.Arn)
    .filter((arn): arn is string => typeof arn === 'string' && arn.includes(':function:'));
}
