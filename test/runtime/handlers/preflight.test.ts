import { handler } from '../../../lib/runtime/handlers/preflight';

it('an OPTIONS request that is no preflight gets 204 and what methods there may be', async () => {
  await expect(handler()).resolves.toEqual({
    statusCode: 204,
    headers: { allow: 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT' },
  });
});
