import { GatewayError } from '../core/errors';
import { ServedApi } from './gateway';

/** The API's stage that a user means: by logical id, construct path or its last part, or name. */
export function findApi(apis: readonly ServedApi[], wanted: string, stage?: string): ServedApi {
  const found = apis.filter((api) => namesOf(api).includes(wanted));
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

function namesOf({ stack, logicalId, name, constructPath }: ServedApi): string[] {
  const names = [logicalId, `${stack}/${logicalId}`, name];
  return constructPath ? [...names, constructPath, constructPath.split('/').at(-1) ?? ''] : names;
}

function listed(apis: readonly ServedApi[]): string {
  const entries = apis.map(({ stack, logicalId, stage }) => `${stack}/${logicalId} (stage ${stage})`);
  return entries.length === 0 ? 'is none' : `is ${entries.join(', ')}`;
}
