import { UsageModel } from '../../src/usage/model';
import { UsageRegistry } from '../../src/usage/usage-registry';
import { keyModel, planModel } from '../api-gateway-api/usage-fixture';
import { TestClock } from '../support/gateway';

const TEMPLATE: UsageModel = {
  plans: [planModel('free'), planModel('pro')],
  keys: [keyModel('acme'), keyModel('ben')],
  links: [{ planId: 'free', keyId: 'acme' }],
};

let registry: UsageRegistry;
beforeEach(() => {
  registry = new UsageRegistry(new TestClock());
  registry.replace(TEMPLATE);
});

const plansOf = (id: string) => registry.plansOf(id).map((plan) => plan.id);

describe('another template', () => {
  it('leaves alone what was issued, moved, changed and deleted at run time', () => {
    registry.putKey(keyModel('issued', { template: undefined }));
    registry.join('pro', 'issued');
    registry.leave('free', 'acme');
    registry.join('pro', 'acme');
    registry.putKey({ ...registry.key('acme')!, enabled: false });
    registry.removeKey('ben');
    registry.replace({ ...TEMPLATE, plans: [planModel('free'), planModel('pro', { name: 'professional' })] });
    expect([plansOf('issued'), plansOf('acme')]).toEqual([['pro'], ['pro']]);
    expect([registry.key('acme')?.enabled, registry.key('ben')]).toEqual([false, undefined]);
    expect(registry.plan('pro')?.name).toBe('professional');
  });

  it('brings what it has otherwise than the one before', () => {
    registry.putKey({ ...registry.key('acme')!, enabled: false });
    registry.replace({
      ...TEMPLATE,
      keys: [keyModel('acme', { description: 'new' }), keyModel('cleo')],
      links: [{ planId: 'pro', keyId: 'acme' }],
    });
    expect(registry.keys.map(({ id, enabled }) => ({ id, enabled }))).toEqual([
      { id: 'acme', enabled: true },
      { id: 'cleo', enabled: true },
    ]);
    expect(plansOf('acme')).toEqual(['pro']);
  });

  it('without a plan takes everybody out of it', () => {
    registry.replace({ ...TEMPLATE, plans: [planModel('pro')], links: [] });
    registry.replace(TEMPLATE);
    expect(plansOf('acme')).toEqual(['free']);
    registry.join('free', 'ben');
    registry.replace({ ...TEMPLATE, plans: [planModel('pro')], links: [] });
    registry.replace({ ...TEMPLATE, links: [] });
    expect(plansOf('ben')).toEqual([]);
  });
});

it('a value finds the key that has it now', () => {
  const value = keyModel('acme').value;
  registry.putKey({ ...registry.key('acme')!, value: 'another-value-of-20-characters' });
  expect(registry.keyOfValue('eu-central-1', value)).toBeUndefined();
  expect(registry.keyOfValue('eu-central-1', 'another-value-of-20-characters')?.id).toBe('acme');
  expect(registry.keyOfValue('us-east-1', 'another-value-of-20-characters')).toBeUndefined();
});

it('what changes over a reload goes by its id', () => {
  registry.removeKey('acme');
  registry.putKey(keyModel('new', { value: keyModel('acme').value, template: undefined }));
  registry.replace({ ...TEMPLATE, keys: [keyModel('ben')] });
  expect(registry.keyOfValue('eu-central-1', keyModel('acme').value)?.id).toBe('new');
});
