import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { Authorization, RouteIntegration } from '../../lib';
import { apiIn, functionIn } from './api-under-test';
import { everythingOn } from './everything-on';

/** Findings on what the construct made, as `path: rule`; what stands under `Theirs` is the user's. */
function findings(build: (stack: Stack, theirs: Construct) => void): string[] {
  const stack = new Stack(new App(), 'Stack');
  build(stack, new Construct(stack, 'Theirs'));
  Aspects.of(stack).add(new AwsSolutionsChecks());
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())]
    .filter(({ entry }) => /AwsSolutions|CdkNag/.test(String(entry.data)))
    .map(({ id, entry }) => `${id}: ${String(entry.data).split(':')[0]}`)
    .filter((finding) => !finding.startsWith('/Stack/Theirs/'));
}

describe('cdk-nag AwsSolutions', () => {
  it('finds nothing on the least API', () => {
    expect(
      findings((stack, theirs) => {
        apiIn(stack).addRoute('chat', RouteIntegration.lambda(functionIn(theirs)));
      }),
    ).toEqual([]);
  });

  it('finds nothing with everything on', () => {
    expect(findings((stack, theirs) => void everythingOn(stack, theirs))).toEqual([]);
  });

  it('finds nothing where anyone may connect, as the line of the API says', () => {
    expect(findings((stack) => void apiIn(stack, { authorization: Authorization.none() }))).toEqual([]);
  });

  it('finds what there is to find: a stage without an access log', () => {
    expect(
      findings((stack) => {
        const stage = apiIn(stack).stage.node.defaultChild as unknown as { accessLogSettings: unknown };
        stage.accessLogSettings = undefined;
      }),
    ).toEqual(['/Stack/Live/Stage/Resource: AwsSolutions-APIG1']);
  });
});
