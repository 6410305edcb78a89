import { Aws } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';

/** Where API Gateway calls a function. */
export function invocationUri(fn: IFunction): string {
  return `arn:${Aws.PARTITION}:apigateway:${fn.env.region}:lambda:path/2015-03-31/functions/${fn.functionArn}/invocations`;
}
