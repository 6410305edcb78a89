import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';

/** Findings on what the construct made, as `path: rule`; what stands under `Theirs` is the user's. */
export function findings(build: (stack: Stack, theirs: Construct) => void): string[] {
  const stack = new Stack(new App(), 'Stack');
  build(stack, new Construct(stack, 'Theirs'));
  Aspects.of(stack).add(new AwsSolutionsChecks());
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())]
    .filter(({ entry }) => /AwsSolutions|CdkNag/.test(String(entry.data)))
    .map(({ id, entry }) => `${id}: ${String(entry.data).split(':')[0]}`)
    .filter((finding) => !finding.startsWith('/Stack/Theirs/'));
}
