import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { WARNINGS, Warning, warn } from '../../lib/core/warnings';
import { read } from '../repository';

const ids = Object.entries(WARNINGS) as [Warning, string][];

describe('warnings', () => {
  it.each(ids)('%s has its id behind its text', (warning, id) => {
    const stack = new Stack(new App(), 'Stack');
    warn(stack, warning, 'look here');
    Annotations.fromStack(stack).hasWarning('/Stack', Match.exact(`look here [ack: ${id}]`));
  });

  it('are all in the README, and no others are', () => {
    const table = [...read('README.md').matchAll(/^\| `(cdk-apigateway-patterns:[A-Za-z.]+)`/gm)].map(([, id]) => id);
    expect(table.sort()).toEqual(ids.map(([, id]) => id).sort());
  });

  it('have ids of their own', () => {
    expect(new Set(Object.values(WARNINGS)).size).toBe(ids.length);
  });
});
