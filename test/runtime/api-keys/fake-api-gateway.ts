import { awsError, FakeClient } from '../clients/fake-client';

interface Key {
  readonly id: string;
  readonly value: string;
  readonly name: string;
  readonly tags: Record<string, string>;
  enabled: boolean;
}

/** Keys and usage plans as API Gateway keeps them: a key is in one plan of an API stage at most (rule R-77). */
export class FakeApiGateway extends FakeClient {
  public readonly keys = new Map<string, Key>();
  /** Ids of keys by plan. */
  public readonly members: Record<string, Set<string>> = {};
  public usage: Record<string, number[][]> = {};
  /** What to do with the next calls, by command: throw before it is done, or after, as when an answer is lost. */
  public readonly failures: { command: string; error: Error; isDone?: boolean }[] = [];

  /** @param stages API stage, as `api/stage`, by plan */
  public constructor(private readonly stages: Record<string, string>) {
    super({
      CreateApiKey: (input: Omit<Key, 'id' | 'value'>) => this.createKey(input),
      DeleteApiKey: ({ apiKey }: { apiKey: string }) => this.deleteKey(apiKey),
      UpdateApiKey: ({
        apiKey,
        patchOperations: [patch],
      }: {
        apiKey: string;
        patchOperations: { value: string }[];
      }) => {
        this.key(apiKey).enabled = patch.value === 'true';
        return {};
      },
      GetUsagePlans: ({ keyId, position }: { keyId: string; position?: string }) => this.page(keyId, position),
      CreateUsagePlanKey: ({ usagePlanId, keyId }: { usagePlanId: string; keyId: string }) =>
        this.attach(usagePlanId, keyId),
      DeleteUsagePlanKey: ({ usagePlanId, keyId }: { usagePlanId: string; keyId: string }) => {
        if (!this.members[usagePlanId].delete(keyId)) throw awsError('NotFoundException');
        return {};
      },
      GetUsage: () => ({ items: this.usage }),
    });
    Object.keys(stages).forEach((plan) => (this.members[plan] = new Set()));
  }

  public override async send(command: { input: object }): Promise<object> {
    const name = command.constructor.name.replace(/Command$/, '');
    const index = this.failures.findIndex((failure) => failure.command === name);
    const [failure] = index < 0 ? [] : this.failures.splice(index, 1);
    if (failure && !failure.isDone) {
      this.sent.push(`${name} fails`);
      throw failure.error;
    }
    const answer = await super.send(command);
    if (failure) throw failure.error;
    return answer;
  }

  public plansOf(keyId: string): string[] {
    return Object.keys(this.members).filter((plan) => this.members[plan].has(keyId));
  }

  private createKey(key: Omit<Key, 'id' | 'value'>): Key {
    const id = `key${this.keys.size + 1}`;
    const made = { ...key, id, value: `secret-of-${id}` };
    this.keys.set(id, made);
    return made;
  }

  private deleteKey(id: string): object {
    this.key(id);
    this.keys.delete(id);
    Object.values(this.members).forEach((members) => members.delete(id));
    return {};
  }

  private attach(plan: string, id: string): object {
    this.key(id);
    if (this.plansOf(id).some((other) => this.stages[other] === this.stages[plan])) {
      throw awsError('ConflictException', 'API Key cannot reference multiple Usage Plans with the same API stage');
    }
    this.members[plan].add(id);
    return {};
  }

  private page(keyId: string, position = '0'): object {
    const plans = this.plansOf(keyId);
    const index = Number(position);
    const [apiId, stage] = (this.stages[plans[index]] ?? '').split('/');
    return {
      items: plans[index] ? [{ id: plans[index], apiStages: [{ apiId, stage }] }] : [],
      position: index + 1 < plans.length ? String(index + 1) : undefined,
    };
  }

  private key(id: string): Key {
    const key = this.keys.get(id);
    if (!key) throw awsError('NotFoundException', 'Invalid API Key identifier specified');
    return key;
  }
}
