import { LiveKey } from '../usage/usage-registry';
import { badRequest } from './errors';

/** What `replace` may change, by its path. */
const CHANGES: Readonly<Record<string, (value: string) => Partial<LiveKey>>> = {
  '/customerId': (customerId) => ({ customerId }),
  '/description': (description) => ({ description }),
  '/enabled': (value) => ({ enabled: value === 'true' }),
  '/name': (name) => ({ name }),
};

/** A key after patch operations. They are done all or not at all. */
export function patched(key: LiveKey, operations: unknown): LiveKey {
  if (operations !== undefined && !Array.isArray(operations)) throw badRequest('patchOperations must be a list');
  return (operations ?? []).reduce<LiveKey>((changed, operation: unknown) => {
    const { op, path, value } = operation as Readonly<Record<string, unknown>>;
    const change = op === 'replace' && typeof path === 'string' && Object.hasOwn(CHANGES, path) && CHANGES[path];
    if (!change) {
      throw badRequest(
        `Invalid patch path '${String(path)}' specified for op '${String(op)}'. Must be replace of one of: ${Object.keys(CHANGES).join(', ')}`,
      );
    }
    return { ...changed, ...change(String(value ?? '')) };
  }, key);
}
