import { type ApiKeys, isMissing } from '../clients/api-keys';
import type { ApiKeyIssuerSettings } from '../contract/api-key-issuer-settings';
import { KeyWithoutTierError, UnknownKeyError, UnknownTierError } from './errors';
import { insist } from './insist';

/** Which tier a key is in. A key may be in one plan of an API stage only (rule R-77), and in others of other APIs. */
export class KeyTiers {
  public constructor(
    private readonly keys: ApiKeys,
    private readonly settings: ApiKeyIssuerSettings,
  ) {}

  /** Id of a tier's plan. */
  public planOf(tier: string): string {
    const { plans } = this.settings;
    if (!Object.hasOwn(plans, tier)) {
      throw new UnknownTierError(tier, Object.keys(plans));
    }
    return plans[tier];
  }

  /** The tier a key is in. */
  public async tierOf(keyId: string): Promise<string> {
    const held = await this.heldPlans(keyId);
    const found = Object.entries(this.settings.plans).find(([, planId]) => held.includes(planId));
    if (!found) {
      throw new KeyWithoutTierError(keyId);
    }
    return found[0];
  }

  /**
   * Puts a key into a tier and takes it out of the one it was in. For the moment between, the API refuses the key; where
   * it then can't be put into the new tier, it is put back. Run again, it finishes what was broken off.
   */
  public async move(keyId: string, tier: string): Promise<void> {
    const target = this.planOf(tier);
    const held = await this.heldPlans(keyId);
    const left = held.filter((planId) => planId !== target);
    try {
      for (const planId of left) {
        await this.keys.detach(keyId, planId);
      }
      if (!held.includes(target)) {
        await this.attach(keyId, target);
      }
    } catch (error) {
      if (held.length === 0 && isMissing(error)) {
        throw new UnknownKeyError(keyId, { cause: error });
      }
      await this.putBack(keyId, left, error);
      throw error;
    }
  }

  /** Plans of this API stage that a key is in. */
  private async heldPlans(keyId: string): Promise<string[]> {
    const { apiId, stage, plans } = this.settings;
    const ours = Object.values(plans);
    return (await this.keys.plansOf(keyId))
      .filter(
        (plan) =>
          ours.includes(plan.id ?? '') ||
          plan.apiStages?.some((apiStage) => apiStage.apiId === apiId && apiStage.stage === stage),
      )
      .flatMap(({ id }) => id ?? []);
  }

  /** An error does not say that nothing was done: the answer may have been lost, or another call was faster. */
  private async attach(keyId: string, planId: string): Promise<void> {
    try {
      await this.keys.attach(keyId, planId);
    } catch (error) {
      const held = await this.heldPlans(keyId).catch((): string[] => []);
      if (!held.includes(planId)) {
        throw error;
      }
    }
  }

  /** Puts a key back into a plan it was in, unless it is in one. */
  private async putBack(keyId: string, left: string[], cause: unknown): Promise<void> {
    const [planId] = left;
    if (planId === undefined) {
      return;
    }
    try {
      await insist(
        () => this.keys.attach(keyId, planId),
        async () => (await this.heldPlans(keyId)).length > 0,
      );
    } catch {
      throw new KeyWithoutTierError(keyId, { cause });
    }
  }
}
