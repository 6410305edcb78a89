import { Stack, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Path of a construct for ids in a scope's stack, the same wherever the app has its stacks: below the stack where that
 * is the scope's own, below the stage otherwise.
 */
export function movedPath(scope: IConstruct, construct: IConstruct): string {
  const stack = Stack.of(construct);
  const isOwn = stack === Stack.of(scope);
  const root = isOwn ? stack : Stage.of(construct);
  const above = root?.node.scopes.length ?? 0;
  const ids = construct.node.scopes.slice(above).map(({ node }) => node.id);
  return `${isOwn ? '.' : ''}/${ids.join('/')}`;
}
