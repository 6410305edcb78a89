import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ApiKeys, isMissing } from '../clients/api-keys';
import { API_TAG, type ApiKeyIssuerSettings, CUSTOMER_TAG } from '../contract/api-key-issuer-settings';
import { InvalidCustomerIdError, LeftoverKeyError, UnknownKeyError } from './errors';
import { insist } from './insist';
import { KeyTiers } from './key-tiers';
import { checkPeriod, type KeyUsage, type UsagePeriod, withDates } from './key-usage';
import { readSettings } from './read-settings';

/** Options of {@link ApiKeyIssuer}. */
export interface ApiKeyIssuerOptions {
  /**
   * Which API and tiers there are.
   *
   * @default - what the environment's API_KEY_ISSUER says
   */
  readonly settings?: ApiKeyIssuerSettings;

  /**
   * An `APIGatewayClient` of `@aws-sdk/client-api-gateway`.
   *
   * @default - one of the function's Region and role
   */
  readonly client?: { send(command: never): Promise<unknown> };
}

/** Whom a key is for, and in which tier. */
export interface IssueRequest {
  /** Your id of the customer: up to 256 letters, digits, spaces and _.:/=+-@. The key is tagged with it. */
  readonly customerId: string;
  /** Name of a tier of the API. */
  readonly tier: string;
  /**
   * What the console shows.
   *
   * @default - the customer's id
   */
  readonly name?: string;
}

/** A key that was just made. */
export interface IssuedKey {
  /** What the other methods ask for. No secret. */
  readonly keyId: string;
  /** The secret that the customer sends as `x-api-key`. Hand it over, and neither log nor keep it. */
  readonly value: string;
  readonly customerId: string;
  readonly tier: string;
}

/**
 * Self-service API keys: for a function that a MeteredRestApi granted to issue keys. Ids of keys are to come from your
 * own records: the issuer does not know whose request it serves. Keys and moves take up to some minutes to work
 * everywhere (rule R-76). All calls share the account's 10 API Gateway calls a second with deployments, so this is for
 * sign-up pages, not for every request.
 *
 * Errors of its own are {@link ApiKeyError}s; others are the SDK's.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 *
 * @example
 * const issuer = new ApiKeyIssuer();
 * const { keyId, value } = await issuer.issue({ customerId: 'acme', tier: 'free' });
 * await issuer.moveToTier(keyId, 'pro');
 */
export class ApiKeyIssuer {
  private readonly settings: ApiKeyIssuerSettings;
  private readonly client: ApiKeyIssuerOptions['client'];
  private parts?: Promise<{ keys: ApiKeys; tiers: KeyTiers }>;

  /** Throws a {@link MissingSettingsError} where neither options nor environment say which tiers there are. */
  public constructor(options: ApiKeyIssuerOptions = {}) {
    this.settings = options.settings ?? readSettings(process.env);
    this.client = options.client;
  }

  /**
   * Makes a key in a tier. Each call makes another one; where the key can't be put into the tier, it is deleted again.
   * Throws {@link UnknownTierError} and {@link InvalidCustomerIdError} before anything is made, and
   * {@link LeftoverKeyError} where the key could not be deleted.
   */
  public async issue({ customerId, tier, name }: IssueRequest): Promise<IssuedKey> {
    const { keys, tiers } = await this.load();
    const planId = tiers.planOf(tier);
    checkCustomerId(customerId);
    const { id: keyId, value } = await keys.create({
      name: name ?? customerId,
      description: `Issued to customer ${customerId}`,
      customerId,
      tags: { [API_TAG]: this.settings.apiId, [CUSTOMER_TAG]: customerId },
    });
    try {
      await keys.attach(keyId, planId);
    } catch (cause) {
      await insist(() => keys.delete(keyId)).catch(() => {
        throw new LeftoverKeyError(keyId, { cause });
      });
      throw cause;
    }
    return { keyId, value, customerId, tier };
  }

  /**
   * Puts a key into a tier and takes it out of the one it was in; its count starts anew. The API refuses the key for
   * the moment between. Does nothing where it is there already; run again, finishes what was broken off. Throws
   * {@link UnknownTierError}, {@link UnknownKeyError}, and {@link KeyWithoutTierError} where a key could neither be
   * moved nor put back.
   */
  public async moveToTier(keyId: string, tier: string): Promise<void> {
    const { tiers } = await this.load();
    await tiers.move(keyId, tier);
  }

  /** Makes the API refuse a key until it is enabled again. Throws {@link UnknownKeyError}. */
  public async disable(keyId: string): Promise<void> {
    await this.setEnabled(keyId, false);
  }

  /** Makes the API take a disabled key again. Throws {@link UnknownKeyError}. */
  public async enable(keyId: string): Promise<void> {
    await this.setEnabled(keyId, true);
  }

  /** Deletes a key for good. Does nothing where there is none. */
  public async revoke(keyId: string): Promise<void> {
    const { keys } = await this.load();
    await keys.delete(keyId);
  }

  /**
   * Requests used and left, day by day. Days that API Gateway knows nothing of, such as those to come, are missing.
   * Throws {@link InvalidPeriodError}, and {@link KeyWithoutTierError} where there is no such key or it is in no tier.
   */
  public async usage(keyId: string, period: UsagePeriod): Promise<KeyUsage> {
    checkPeriod(period);
    const { keys, tiers } = await this.load();
    const tier = await tiers.tierOf(keyId);
    const pairs = await keys.usage(keyId, tiers.planOf(tier), period.from, period.to);
    return { tier, days: withDates(period.from, pairs) };
  }

  private async setEnabled(keyId: string, isEnabled: boolean): Promise<void> {
    const { keys } = await this.load();
    await keys.setEnabled(keyId, isEnabled).catch((cause: unknown) => {
      throw isMissing(cause) ? new UnknownKeyError(keyId, { cause }) : cause;
    });
  }

  /** Loads the SDK at the first call: functions that only wrap handlers need none. */
  private load(): Promise<{ keys: ApiKeys; tiers: KeyTiers }> {
    this.parts ??= (async () => {
      const sdk = await import('@aws-sdk/client-api-gateway');
      const client = (this.client as APIGatewayClient | undefined) ?? new sdk.APIGatewayClient();
      const keys = new ApiKeys(sdk, client);
      return { keys, tiers: new KeyTiers(keys, this.settings) };
    })();
    return this.parts;
  }
}

function checkCustomerId(customerId: string): void {
  if (!/^[\p{L}\p{N} _.:/=+\-@]{1,256}$/u.test(customerId)) {
    throw new InvalidCustomerIdError(customerId);
  }
}
