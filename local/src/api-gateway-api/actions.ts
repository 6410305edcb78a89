import { ApiAction } from './api-call';
import { createApiKey, deleteApiKey, getApiKey, getApiKeys, updateApiKey } from './api-keys';
import { getUsage } from './usage';
import { createUsagePlanKey, deleteUsagePlanKey, getUsagePlanKey, getUsagePlanKeys } from './usage-plan-keys';
import { getUsagePlan, getUsagePlans } from './usage-plans';

export interface ServedAction {
  readonly name: string;
  readonly method: string;
  /** Each group is an id. */
  readonly path: RegExp;
  readonly run: ApiAction;
}

/** What the endpoint does, by method and path. */
export const actions: readonly ServedAction[] = [
  { name: 'CreateApiKey', method: 'POST', path: /^\/apikeys$/, run: createApiKey },
  { name: 'GetApiKeys', method: 'GET', path: /^\/apikeys$/, run: getApiKeys },
  { name: 'GetApiKey', method: 'GET', path: /^\/apikeys\/([^/]+)$/, run: getApiKey },
  { name: 'UpdateApiKey', method: 'PATCH', path: /^\/apikeys\/([^/]+)$/, run: updateApiKey },
  { name: 'DeleteApiKey', method: 'DELETE', path: /^\/apikeys\/([^/]+)$/, run: deleteApiKey },
  { name: 'GetUsagePlans', method: 'GET', path: /^\/usageplans$/, run: getUsagePlans },
  { name: 'GetUsagePlan', method: 'GET', path: /^\/usageplans\/([^/]+)$/, run: getUsagePlan },
  { name: 'CreateUsagePlanKey', method: 'POST', path: /^\/usageplans\/([^/]+)\/keys$/, run: createUsagePlanKey },
  { name: 'GetUsagePlanKeys', method: 'GET', path: /^\/usageplans\/([^/]+)\/keys$/, run: getUsagePlanKeys },
  { name: 'GetUsagePlanKey', method: 'GET', path: /^\/usageplans\/([^/]+)\/keys\/([^/]+)$/, run: getUsagePlanKey },
  {
    name: 'DeleteUsagePlanKey',
    method: 'DELETE',
    path: /^\/usageplans\/([^/]+)\/keys\/([^/]+)$/,
    run: deleteUsagePlanKey,
  },
  { name: 'GetUsage', method: 'GET', path: /^\/usageplans\/([^/]+)\/usage$/, run: getUsage },
];
