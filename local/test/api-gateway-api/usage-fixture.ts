import { ApiKeyModel, UsagePlanModel } from '../../src/usage/model';

export function planModel(id: string, more: Partial<UsagePlanModel> = {}): UsagePlanModel {
  return {
    id,
    stack: 'Shop',
    logicalId: `Plan${id}`,
    name: id,
    region: 'eu-central-1',
    stages: [{ apiId: 'api', stageName: 'prod', methodThrottles: new Map() }],
    tags: {},
    ...more,
  };
}

export function keyModel(id: string, more: Partial<ApiKeyModel> = {}): ApiKeyModel {
  return {
    id,
    name: id,
    value: `${id}-value-of-twenty-characters`,
    enabled: true,
    region: 'eu-central-1',
    tags: {},
    template: { stack: 'Shop', logicalId: `Key${id}`, origin: 'template' },
    ...more,
  };
}
