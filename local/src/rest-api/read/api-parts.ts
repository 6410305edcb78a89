import { AssemblyView, ResourceReader } from '../../assembly';
import { partsByApi } from '../../assembly/parts-by-api';

const TYPES = [
  'Authorizer',
  'Deployment',
  'GatewayResponse',
  'Method',
  'Model',
  'RequestValidator',
  'Resource',
  'Stage',
] as const;
type PartType = (typeof TYPES)[number];
type Parts = Readonly<Record<PartType, readonly ResourceReader[]>>;

/** The resources that make up one API beside its body, wherever in the assembly they are. */
export interface ApiParts {
  readonly wanted: Parts;
  /** Those that the user asked to go on without. */
  readonly ignored: Parts;
}

/** Sorts the parts by their `RestApiId`, which may be that of an API in another stack. */
export function restApiParts(view: AssemblyView): (apiId: string) => ApiParts {
  const wanted = grouped((type) => view.resources(type));
  const ignored = grouped((type) => view.ignored(type));
  return (apiId) => ({ wanted: wanted(apiId), ignored: ignored(apiId) });
}

/** Methods of APIs that are elsewhere, such as those of `RestApi.fromRestApiAttributes`. */
export function noteStrayMethods(view: AssemblyView): void {
  const apis = [...view.resources('AWS::ApiGateway::RestApi'), ...view.ignored('AWS::ApiGateway::RestApi')];
  const ids = new Set(apis.map(({ ref }) => ref));
  for (const method of view.resources('AWS::ApiGateway::Method')) {
    if (!ids.has(method.string('RestApiId'))) method.note('its API is not of this assembly, so it is not served');
  }
}

function grouped(resourcesOf: (type: string) => readonly ResourceReader[]): (apiId: string) => Parts {
  const groups = TYPES.map((type) => [type, partsByApi(resourcesOf(`AWS::ApiGateway::${type}`), 'RestApiId')] as const);
  return (apiId) => Object.fromEntries(groups.map(([type, partsOf]) => [type, partsOf(apiId)])) as Parts;
}
