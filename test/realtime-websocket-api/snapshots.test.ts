import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { apiIn, templateOf } from './api-under-test';
import { everythingOn } from './everything-on';

/** Type of each resource by logical id. A changed id is a replaced resource: connections lost, a domain down. */
function idsOf(build: (stack: Stack, theirs: Construct) => void): Record<string, string> {
  const { Resources } = templateOf((stack) => build(stack, new Construct(stack, 'Theirs'))).toJSON() as {
    Resources: Record<string, { Type: string }>;
  };
  const own = Object.entries(Resources).filter(([id]) => !id.startsWith('Theirs'));
  return Object.fromEntries(own.map(([id, { Type }]) => [id, Type]).sort());
}

describe('logical ids', () => {
  it('of the least API', () => {
    expect(idsOf((stack) => void apiIn(stack))).toMatchSnapshot();
  });

  it('with everything on', () => {
    expect(idsOf((stack, theirs) => void everythingOn(stack, theirs))).toMatchSnapshot();
  });
});
