import { AssemblyView } from './assembly-view';
import { isObject } from '../core/is-object';
import { TRANSFORM } from './template';

/** Macros whose work makes no difference here, or is done here, or is refused by the types of resources. */
const KNOWN = [
  /^AWS::CodeDeployBlueGreen$/,
  /^AWS::LanguageExtensions$/,
  /^AWS::SecretsManager-\d{4}-\d{2}-\d{2}$/,
  /^AWS::Serverless-2016-10-31$/,
];

/** Refuses what only CloudFormation makes of a template. It goes by the logical id `Transform`. */
export function checkTransforms(view: AssemblyView): void {
  for (const stack of view.stacks) {
    if (view.isIgnored(stack, TRANSFORM)) continue;
    for (const name of transformsIn(stack.template.Transform)) {
      if (KNOWN.some((known) => known.test(name))) continue;
      const reason = `the macro ${name} is only run by CloudFormation; give the template that it makes`;
      view.findings.refuse({ stack: stack.id, logicalId: TRANSFORM, type: 'AWS::CloudFormation::Macro', reason });
    }
  }
}

function transformsIn(transform: unknown): string[] {
  const names = [transform ?? []].flat().map((one: unknown) => (isObject(one) ? one.Name : one));
  return names.map((name) => (typeof name === 'string' ? name : JSON.stringify(name)));
}
