import { GatewayError } from '../core/errors';
import { ServedApi } from './gateway';

/** The API's stage that a user means: by logical id, construct path or its last part, or name. */
export function findApi(apis: readonly ServedApi[], wanted: string, stage?: string): ServedApi {
  const named = apis.filter((api) => namesOf(api).includes(wanted));
  const found = named.length > 0 ? named : apis.filter(({ constructPath }) => lastPart(constructPath) === wanted);
  const [first] = found;
  if (!first) {
    throw new GatewayError(`no API ${JSON.stringify(wanted)} is served; there ${listed(apis)}`);
  }
  const isSameApi = (api: ServedApi): boolean => api.stack === first.stack && api.logicalId === first.logicalId;
  if (!found.every(isSameApi)) {
    throw new GatewayError(`${JSON.stringify(wanted)} names several APIs; there ${listed(found)}`);
  }
  if (stage === undefined) return found.find((api) => api.stage === '$default') ?? first;
  const ofStage = found.find((api) => api.stage === stage);
  if (!ofStage) throw new GatewayError(`API ${wanted} has no stage ${JSON.stringify(stage)}; there ${listed(found)}`);
  return ofStage;
}

/** A construct that wraps an API has it for a child called `Api`, and is what its user named. */
function namesOf({ stack, logicalId, name, constructPath }: ServedApi): (string | undefined)[] {
  const wrapper = constructPath?.match(/^(.*)\/Api$/)?.[1];
  return [logicalId, `${stack}/${logicalId}`, name, constructPath, wrapper, lastPart(wrapper)];
}

function lastPart(constructPath: string | undefined): string | undefined {
  return constructPath?.split('/').at(-1);
}

function listed(apis: readonly ServedApi[]): string {
  const entries = apis.map(({ stack, logicalId, stage }) => `${stack}/${logicalId} (stage ${stage})`);
  return entries.length === 0 ? 'is none' : `is ${entries.join(', ')}`;
}
