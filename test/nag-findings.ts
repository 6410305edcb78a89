import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';

export interface NagFinding {
  readonly path: string;
  readonly rule: string;
}

/** Findings on what the construct made, as `path: rule`; what stands under `Theirs` is the user's. */
export function findings(build: (stack: Stack, theirs: Construct) => void): string[] {
  const stack = new Stack(new App(), 'Stack');
  build(stack, new Construct(stack, 'Theirs'));
  Aspects.of(stack).add(new AwsSolutionsChecks());
  return nagFindings(stack)
    .filter(({ path }) => !path.startsWith('/Stack/Theirs/'))
    .map(({ path, rule }) => `${path}: ${rule}`);
}

/** With what it was found on, where the rule names that: `AwsSolutions-IAM5[Action::s3:*]: what is wrong`. */
function ruleOf(finding: string): string {
  return /^[\w-]+(\[.*?\](?=:))?/.exec(finding)![0];
}

/** What cdk-nag has written on a stack; that it could not apply a rule counts. */
export function nagFindings(stack: Stack): NagFinding[] {
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())]
    .filter(({ entry }) => /AwsSolutions|CdkNag/.test(String(entry.data)))
    .map(({ id, entry }) => ({ path: id, rule: ruleOf(String(entry.data)) }));
}
