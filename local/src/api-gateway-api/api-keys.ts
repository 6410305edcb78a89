import { LiveKey } from '../usage/usage-registry';
import { ApiAction, keyOf } from './api-call';
import { badRequest, conflict } from './errors';
import { madeUp } from './made-up';
import { pageOf } from './page';
import { patched } from './patched-key';

const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ALPHANUMERIC = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${LOWER}`;

/** Works at once on every stage of the plan that it is put into; at AWS that may take minutes. */
export const createApiKey: ApiAction = ({ body, region, registry }) => {
  const id = madeUp(10, LOWER);
  const value = text(body.value, 'value') ?? madeUp(40, ALPHANUMERIC);
  //
  if (value.length < 20) throw badRequest('API Key value should be at least 20 characters');
  if (value.length > 128) throw badRequest('API Key value exceeds maximum size of 128 characters');
  if (registry.keyOfValue(region, value)) throw conflict('API Key already exists');
  const key = registry.putKey({
    id,
    value,
    region,
    name: text(body.name, 'name') ?? id,
    enabled: body.enabled === true,
    description: text(body.description, 'description'),
    customerId: text(body.customerId, 'customerId'),
    tags: tagsOf(body.tags),
  });
  return [201, apiKey(key, true)];
};

export const getApiKeys: ApiAction = ({ query, region, registry }) => {
  const [name, customerId] = [query.get('name') ?? '', query.get('customerId')];
  const found = registry.keys.filter(
    (key) =>
      key.region === region && key.name.startsWith(name) && (customerId === null || key.customerId === customerId),
  );
  const { items, position } = pageOf(found, ({ id }) => id, query);
  return [200, { item: items.map((key) => apiKey(key, query.get('includeValues') === 'true')), position }];
};

export const getApiKey: ApiAction = (call) => [
  200,
  apiKey(keyOf(call, call.ids[0]), call.query.get('includeValue') === 'true'),
];

export const updateApiKey: ApiAction = (call) => {
  const key = patched(keyOf(call, call.ids[0]), call.body.patchOperations);
  return [200, apiKey(call.registry.putKey(key), false)];
};

export const deleteApiKey: ApiAction = (call) => {
  call.registry.removeKey(keyOf(call, call.ids[0]).id);
  return [202];
};

function apiKey(key: LiveKey, withValue: boolean): object {
  const { id, name, value, description, customerId, enabled, createdAt, updatedAt, tags } = key;
  return {
    id,
    ...(withValue && { value }),
    name,
    customerId,
    description,
    enabled,
    createdDate: Math.floor(createdAt / 1_000),
    lastUpdatedDate: Math.floor(updatedAt / 1_000),
    stageKeys: [],
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

function text(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw badRequest(`${name} must be a text`);
}

function tagsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries((value ?? {}) as object);
  if (entries.some(([, tag]) => typeof tag !== 'string')) throw badRequest('tags must be texts by name');
  return Object.fromEntries(entries);
}
