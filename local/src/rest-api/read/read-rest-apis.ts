import { AssemblyView } from '../../assembly';
import { RestApiModel } from '../model';
import { UsageModel } from '../usage/model';
import { noteStrayMethods, partsByApi } from './api-parts';
import { readRestApi } from './read-rest-api';
import { UsageCatalogue } from './read-usage';

export interface RestApis {
  readonly models: readonly RestApiModel[];
  readonly usage: UsageModel;
}

/** Reads every REST API of the assembly. What can't be served becomes a finding of the view. */
export function readRestApis(view: AssemblyView): RestApis {
  const partsOf = partsByApi(view);
  const usage = new UsageCatalogue(view);
  const apis = view.resources('AWS::ApiGateway::RestApi');
  const models = apis.flatMap((api) => readRestApi(api, { parts: partsOf(api.ref ?? ''), usage, view }));
  noteStrayMethods(view);
  return { models, usage: usage.model };
}
