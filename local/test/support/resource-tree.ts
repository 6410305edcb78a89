import { Stack } from 'aws-cdk-lib';
import { CfnMethod, CfnResource, LambdaIntegration, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { inlineFunction } from './rest-api';

/** What a test may change of an API of resources. */
export interface Parts {
  readonly stack: Stack;
  readonly restApi: RestApi;
  /** `GET /a`, a mock. */
  readonly method: CfnMethod;
}

/** An API with `GET /`, an echo, and `GET /a`, changed. */
export function built(change: (parts: Parts) => void) {
  return (stack: Stack): void => {
    const restApi = new RestApi(stack, 'Api');
    const method = restApi.root.addResource('a').addMethod('GET', new MockIntegration());
    restApi.root.addMethod('GET', new LambdaIntegration(inlineFunction(stack, 'Echo')));
    change({ stack, restApi, method: method.node.defaultChild as CfnMethod });
  };
}

/** Overrides a property of `GET /a`. */
export const set =
  (path: string, value: unknown) =>
  ({ method }: Parts): void =>
    method.addPropertyOverride(path, value);

export const resource = (
  { stack, restApi }: Parts,
  id: string,
  pathPart: string,
  parentId = restApi.restApiRootResourceId,
) => new CfnResource(stack, id, { restApiId: restApi.restApiId, parentId, pathPart });
