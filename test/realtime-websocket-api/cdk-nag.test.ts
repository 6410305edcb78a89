import { Authorization, RouteIntegration } from '../../lib';
import { findings } from '../nag-findings';
import { apiIn, functionIn } from './api-under-test';
import { everythingOn } from './everything-on';

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
