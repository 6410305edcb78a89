import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export type Resources = Readonly<Record<string, Resource>>;

/** The resources that AWS SAM makes of a template beside this file. */
export function transformedBySam(name: string): Resources {
  const args = [path.join(__dirname, 'transform.py'), path.join(__dirname, name)];
  return resourcesOf(JSON.parse(execFileSync(process.env.TEMPLATE_TESTS!, args, { encoding: 'utf8' })));
}

/** The resources of a stack that `build` fills. */
export function synthesized(build: (stack: Stack) => void): Resources {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  return resourcesOf(Template.fromStack(stack).toJSON());
}

export function propertiesOf(resources: Resources, type: string): Resource['Properties'][] {
  return Object.values(resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);
}

/** The function that a property refers to, by the id that both authors gave it. CDK appends a hash to ids. */
export function functionIn(resources: Resources, reference: unknown): string {
  const text = JSON.stringify(reference);
  const ids = Object.keys(resources).filter((id) => resources[id].Type === 'AWS::Lambda::Function');
  const found = ids.find((id) => new RegExp(`\\b${id}\\b`).test(text));
  return (found ?? text).replace(/[0-9A-F]{8}$/, '');
}

function resourcesOf(template: unknown): Resources {
  return (template as { Resources: Resources }).Resources;
}
