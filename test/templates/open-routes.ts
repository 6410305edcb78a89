import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { unauthorized } from '../metered-rest-api/body-facts';
import { Body } from '../metered-rest-api/rest-api-under-test';
import { Resource } from './deployable-templates';
import { isGuarded, Resources, v2Routes } from './v2-routes';

/** Routes of all APIs of a template that let in whoever asks, in order. Metadata, which says why, is not looked at. */
export function openRoutes(resources: Resources): string[] {
  const ofV2 = v2Routes(resources)
    // the service authorizes a connection, and none of its messages
    .filter(({ key, isOfWebSocket }) => !isOfWebSocket || key === '$connect')
    .filter((route) => !isGuarded(route))
    .map(({ key }) => key);
  return [...ofV2, ...Object.values(resources).filter(isRestApi).flatMap(unauthorizedRoutes)].sort();
}

function isRestApi({ Type }: Resource): boolean {
  return Type === CfnRestApi.CFN_RESOURCE_TYPE_NAME;
}

function unauthorizedRoutes({ Properties }: Resource): string[] {
  return unauthorized(Properties!.Body as Body);
}
