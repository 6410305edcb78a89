import { harmless, PropertyTable, served } from '../../assembly/property-table';

export const usagePlanProperties: PropertyTable = {
  ApiStages: served,
  Description: harmless,
  Quota: served,
  Tags: harmless,
  Throttle: served,
  UsagePlanName: served,
};

export const usagePlanKeyProperties: PropertyTable = { KeyId: served, KeyType: served, UsagePlanId: served };

export const apiKeyProperties: PropertyTable = {
  CustomerId: harmless,
  Description: harmless,
  Enabled: served,
  GenerateDistinctId: harmless,
  Name: served,
  // from before usage plans: it lets nobody in
  StageKeys: harmless,
  Tags: harmless,
  Value: served,
};
