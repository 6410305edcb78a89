import { IntendedDifference } from './differences';
import { functionIn, propertiesOf, Resource, Resources } from './templates';

/** Of the same routes of both kinds of API. */
export const ONE_PERMISSION_A_FUNCTION: IntendedDifference = {
  reason: 'one permission a function: a policy takes 20 KB, which one for each route outgrows',
  sam: [
    'MyFunction may be called for */GET/',
    'MyFunction may be called for */POST/orders',
    'MyFunction may be called for */GET/orders/*',
    'MyFunction may be called for */*/files/*',
    'MyFunction may be called for */GET/reports',
    'MyFunction may be called for */GET/health',
    'MyAuthFunction may be called for authorizers/*',
  ],
  ours: ['MyFunction may be called for *', 'MyAuthFunction may be called for *'],
};

/** What API Gateway may call functions for, as `stage/METHOD/path` of the API. */
export function permissionFacts(resources: Resources): string[] {
  return propertiesOf(resources, 'AWS::Lambda::Permission')
    .filter(({ Principal }) => Principal === 'apigateway.amazonaws.com')
    .map(
      ({ FunctionName, SourceArn }) => `${functionIn(resources, FunctionName)} may be called for ${whatFor(SourceArn)}`,
    );
}

/** What stands after the API's id. */
function whatFor(arn: Resource['Properties'][string]): string {
  const { 'Fn::Join': join, 'Fn::Sub': sub } = arn as {
    'Fn::Join'?: [string, unknown[]];
    'Fn::Sub'?: [string, object];
  };
  const text = sub ? sub[0].split('${__ApiId__}')[1] : String(join?.[1].at(-1));
  return text.replace('${__Stage__}', '*').slice(1);
}
