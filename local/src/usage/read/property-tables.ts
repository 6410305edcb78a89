import { harmless } from '../../assembly/harmless';
import { each, members, PropertyTable, served } from '../../assembly/property-table';

const throttleProperties: PropertyTable = { BurstLimit: served, RateLimit: served };

export const usagePlanProperties: PropertyTable = {
  ApiStages: each({ ApiId: served, Stage: served, Throttle: each(throttleProperties) }),
  Description: served,
  Quota: members({ Limit: served, Offset: served, Period: served }),
  Tags: served,
  Throttle: members(throttleProperties),
  UsagePlanName: served,
};

export const usagePlanKeyProperties: PropertyTable = { KeyId: served, KeyType: served, UsagePlanId: served };

export const apiKeyProperties: PropertyTable = {
  CustomerId: served,
  Description: served,
  Enabled: served,
  GenerateDistinctId: harmless.labels,
  Name: served,
  // from before usage plans: it lets nobody in
  StageKeys: harmless.unused,
  Tags: served,
  Value: served,
};
