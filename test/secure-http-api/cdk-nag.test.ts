import { Cors, RouteIntegration } from '../../lib';
import { findings } from '../nag-findings';
import { apiIn, functionIn } from './api-under-test';
import { everythingOn } from './everything-on';

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
