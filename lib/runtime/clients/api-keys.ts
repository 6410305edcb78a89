import type { APIGatewayClient, GetUsagePlansCommandOutput, UsagePlan } from '@aws-sdk/client-api-gateway';

type Sdk = typeof import('@aws-sdk/client-api-gateway');

/** Whom a key is made for. */
export interface NewKey {
  readonly name: string;
  readonly description: string;
  readonly tags: Record<string, string>;
}

/** API keys and the usage plans they are in. Errors are those of the SDK. */
export class ApiKeys {
  /** @param sdk given rather than imported, so that whoever issues no keys needs no SDK */
  public constructor(
    private readonly sdk: Sdk,
    private readonly client: Pick<APIGatewayClient, 'send'>,
  ) {}

  /** Makes a key that works as soon as it is in a plan. Its value is never given again without asking for it. */
  public async create(key: NewKey): Promise<{ id: string; value: string }> {
    const { id, value } = await this.client.send(new this.sdk.CreateApiKeyCommand({ ...key, enabled: true }));
    if (!id || !value) {
      throw new Error('API Gateway made a key without id or value');
    }
    return { id, value };
  }

  /** Deletes a key, or leaves it deleted. */
  public async delete(keyId: string): Promise<void> {
    await unlessMissing(this.client.send(new this.sdk.DeleteApiKeyCommand({ apiKey: keyId })));
  }

  public async setEnabled(keyId: string, isEnabled: boolean): Promise<void> {
    const patchOperations = [{ op: 'replace' as const, path: '/enabled', value: String(isEnabled) }];
    await this.client.send(new this.sdk.UpdateApiKeyCommand({ apiKey: keyId, patchOperations }));
  }

  /** The plans a key is in. */
  public async plansOf(keyId: string): Promise<UsagePlan[]> {
    const plans: UsagePlan[] = [];
    let position: string | undefined;
    do {
      const page: GetUsagePlansCommandOutput = await this.client.send(
        new this.sdk.GetUsagePlansCommand({ keyId, position }),
      );
      plans.push(...(page.items ?? []));
      position = page.position;
    } while (position);
    return plans;
  }

  public async attach(keyId: string, planId: string): Promise<void> {
    await this.client.send(new this.sdk.CreateUsagePlanKeyCommand({ usagePlanId: planId, keyId, keyType: 'API_KEY' }));
  }

  /** Takes a key out of a plan, or leaves it out. */
  public async detach(keyId: string, planId: string): Promise<void> {
    await unlessMissing(this.client.send(new this.sdk.DeleteUsagePlanKeyCommand({ usagePlanId: planId, keyId })));
  }

  /** Pairs of used and remaining requests, one a day from `startDate` on. */
  public async usage(keyId: string, planId: string, startDate: string, endDate: string): Promise<number[][]> {
    const { items } = await this.client.send(
      new this.sdk.GetUsageCommand({ usagePlanId: planId, keyId, startDate, endDate }),
    );
    return items?.[keyId] ?? [];
  }
}

/** Whether the SDK says that something does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundException';
}

async function unlessMissing(sent: Promise<unknown>): Promise<void> {
  await sent.catch((error: unknown) => {
    if (!isMissing(error)) {
      throw error;
    }
  });
}
