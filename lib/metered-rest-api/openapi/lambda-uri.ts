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
      const arn = Stack.of(scope).resolve(fn.functionArn) as unknown;
      const name = placeholderOf(arn);
      return name === undefined
        ? { 'Fn::Sub': [`${BEFORE}\${Function}${AFTER}`, { Function: arn }] }
        : { 'Fn::Sub': `${BEFORE}${name}${AFTER}` };
    },
  });
}

function placeholderOf(arn: unknown): string | undefined {
  if (typeof arn === 'string') {
    return arn;
  }
  const { Ref, 'Fn::GetAtt': attribute } = arn as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return Ref !== undefined ? `\${${Ref}}` : attribute && `\${${attribute.join('.')}}`;
}
