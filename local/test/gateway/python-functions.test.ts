import { cleanUp } from '../functions/function-fixture';
import { fakePython } from '../support/fake-python';
import { serveTemplate } from '../support/gateway';
import { apiTemplate, functionResource } from '../support/template';

afterEach(cleanUp);

const python = functionResource('', { Runtime: 'python3.13' });
const template = apiTemplate({
  routes: { 'GET /a': 'First', 'GET /b': 'Second' },
  functions: {},
  resources: { First: python, Second: python },
});

it('Python functions are served, and what differs is noted once', async () => {
  const { gateway, close } = await serveTemplate(template, { python: fakePython('3.11') });
  await close();
  expect(gateway.notes).toEqual([
    expect.objectContaining({ logicalId: 'First', text: expect.stringContaining('Python 3.11 runs what is for 3.13') }),
  ]);
});

it('without an interpreter they are refused', async () => {
  await expect(serveTemplate(template, { python: '/no/python' })).rejects.toThrow(
    /First.*Runtime.*need Python: \/no\/python can't be started[^]*Second/,
  );
});
