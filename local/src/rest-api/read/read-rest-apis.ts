import { AssemblyView } from '../../assembly';
import { UsageCatalogue } from '../../usage/read/usage-catalogue';
import { RestApiModel } from '../model';
import { noteStrayMethods, restApiParts } from './api-parts';
import { readRestApi } from './read-rest-api';

/** Reads every REST API of the assembly. What can't be served becomes a finding of the view. */
export function readRestApis(view: AssemblyView, usage: UsageCatalogue): RestApiModel[] {
  const partsOf = restApiParts(view);
  const apis = view.resources('AWS::ApiGateway::RestApi');
  const models = apis.flatMap((api) => readRestApi(api, { parts: partsOf(api.ref ?? ''), usage, view }));
  noteStrayMethods(view);
  return models;
}
