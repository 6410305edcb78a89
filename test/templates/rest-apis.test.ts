import { validate } from '@readme/openapi-parser';
import { extensionFaults } from '../metered-rest-api/amazon-extensions';
import { guardedPreflights, unansweredPreflights, unvalidated } from '../metered-rest-api/body-facts';
import { resolved } from '../metered-rest-api/rest-api-under-test';
import { publishedContracts, restApisInTemplates } from './rest-apis';

const apis = restApisInTemplates();
const contracts = publishedContracts();

function validated(document: unknown): ReturnType<typeof validate> {
  return validate(JSON.parse(JSON.stringify(resolved(document))) as never);
}

describe.each(apis)('%s', (_, body) => {
  it('is OpenAPI 3.0', async () => {
    await expect(validated(body)).resolves.toMatchObject({ valid: true, warnings: [] });
  });

  it('says in x-amazon-* what the import knows', () => {
    expect(extensionFaults(body)).toEqual([]);
  });

  it('checks every request that it describes', () => {
    expect(unvalidated(body)).toEqual([]);
  });

  it('answers preflights without credentials', () => {
    expect(guardedPreflights(body)).toEqual([]);
    expect(unansweredPreflights(body)).toEqual([]);
  });
});

it.each(contracts)('the contract that %s publishes is OpenAPI 3.0', async (_, contract) => {
  await expect(validated(contract)).resolves.toMatchObject({ valid: true, warnings: [] });
  expect(JSON.stringify(contract)).not.toContain('x-amazon-');
});

it('REST APIs of scenarios and of examples in each language were looked at', () => {
  const stacks = apis.map(([name]) => name.split('/')[0]);
  expect(stacks).toEqual(expect.arrayContaining(['MeteredRestApiTiers', 'Orders', 'OrdersPython', 'OrdersJava']));
  const paths = contracts.map(([path]) => path);
  expect(paths).toEqual(expect.arrayContaining(['MeteredRestApiTiers/Api', 'Orders/Partners']));
});

it('the validator finds what there is to find: a path that does not declare its parameter', async () => {
  const operation = { responses: { 200: { description: 'Success' } } };
  const faulty = { openapi: '3.0.1', info: { title: 'x', version: '1' }, paths: { '/x/{id}': { get: operation } } };
  await expect(validated(faulty)).resolves.toMatchObject({ valid: false });
});
