import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { Cors, RouteIntegration } from '../../lib';
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
        apiIn(stack).addRoute('GET /x', RouteIntegration.lambda(functionIn(theirs)));
      }),
    ).toEqual([]);
  });

  it('finds nothing with everything on', () => {
    expect(findings((stack, theirs) => void everythingOn(stack, theirs))).toEqual([]);
  });

  it('finds nothing where $default has its preflight', () => {
    expect(
      findings((stack, theirs) => {
        const api = apiIn(stack, { cors: Cors.allowOrigins(['https://app.example.com']) });
        api.addRoute('$default', RouteIntegration.lambda(functionIn(theirs)));
      }),
    ).toEqual([]);
  });

  it('finds what there is to find: a stage without an access log', () => {
    expect(
      findings((stack, theirs) => {
        const api = apiIn(stack);
        api.addRoute('GET /x', RouteIntegration.lambda(functionIn(theirs)));
        const stage = api.stage.node.defaultChild as unknown as { accessLogSettings: unknown };
        stage.accessLogSettings = undefined;
      }),
    ).toEqual(['/Stack/Api/Stage/Resource: AwsSolutions-APIG1']);
  });
});
