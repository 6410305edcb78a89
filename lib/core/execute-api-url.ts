import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** URL of a stage at the execute-api endpoint, without a trailing slash. */
export function executeApiUrl(scope: IConstruct, apiId: string, stageName: string): string {
  const { region, urlSuffix } = Stack.of(scope);
  const path = stageName === '$default' ? '' : `/${stageName}`;
  return `https://${apiId}.execute-api.${region}.${urlSuffix}${path}`;
}
