import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RouteIntegration } from '../../lib';
import { functionIn, templateOf } from '../secure-http-api/api-under-test';
import { everythingOn } from './everything-on';
import { restApiIn } from './rest-api-under-test';

/** Type of each resource by logical id, without hashes of content. A changed id is a replaced resource. */
function idsOf(build: (stack: Stack, theirs: Construct) => void): Record<string, string> {
  const { Resources } = templateOf((stack) => build(stack, new Construct(stack, 'Theirs'))).toJSON() as {
    Resources: Record<string, { Type: string }>;
  };
  const own = Object.entries(Resources).filter(([id]) => !id.startsWith('Theirs'));
  // a deployment's id ends in the hash of the body
  const named = own.map(([id, { Type }]) => [Type === 'AWS::ApiGateway::Deployment' ? id.slice(0, -32) : id, Type]);
  return Object.fromEntries(named.sort());
}

describe('logical ids', () => {
  it('of the least API', () => {
    expect(
      idsOf((stack, theirs) => {
        restApiIn(stack).addRoute('GET /x', RouteIntegration.lambda(functionIn(theirs)));
      }),
    ).toMatchSnapshot();
  });

  it('with everything on', () => {
    expect(idsOf((stack, theirs) => void everythingOn(stack, theirs))).toMatchSnapshot();
  });
});
