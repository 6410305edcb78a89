import { IResolvable, Lazy, Stack } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';

const BEFORE = 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/';
const AFTER = '/invocations';

/**
 * Where API Gateway invokes a function, as one `Fn::Sub`: a body of a thousand routes has a thousand of these, and a
 * `Fn::Join` would take twice the room.
 */
export function lambdaUri(scope: IConstruct, fn: IFunction): IResolvable {
  return Lazy.any({
    produce: () => {
      const name = placeholderOf(scope, fn);
      return name === undefined
        ? // the CDK must see the reference, to export it from the other stack
          { 'Fn::Sub': [`${BEFORE}\${Function}${AFTER}`, { Function: fn.functionArn }] }
        : { 'Fn::Sub': `${BEFORE}${name}${AFTER}` };
    },
  });
}

function placeholderOf(scope: IConstruct, fn: IFunction): string | undefined {
  const stack = Stack.of(scope);
  const arn = stack.resolve(fn.functionArn) as string | { Ref?: string; 'Fn::GetAtt'?: string[] };
  if (typeof arn === 'string') {
    return arn;
  }
  if (Stack.of(fn) !== stack) {
    return undefined;
  }
  const { Ref, 'Fn::GetAtt': attribute } = arn;
  return Ref !== undefined ? `\${${Ref}}` : attribute && `\${${attribute.join('.')}}`;
}
