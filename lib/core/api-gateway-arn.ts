import { ArnFormat, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Of a part of API Gateway's own API, such as `apikeys/*`. It has no account. */
export function apiGatewayArn(scope: IConstruct, path: string): string {
  return Stack.of(scope).formatArn({
    service: 'apigateway',
    account: '',
    resource: `/${path}`,
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
}
