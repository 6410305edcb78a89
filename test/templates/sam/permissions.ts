import { functionIn, propertiesOf, Resource, Resources } from './templates';

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
