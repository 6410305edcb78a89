import { APIGatewayClient, GetApiKeysCommand, GetUsageCommand } from '@aws-sdk/client-api-gateway';
import { MeteredTier } from '../../../lib/runtime/contract/metering-settings';
import { addDays, Day, daysFrom } from '../../../lib/runtime/metering/day';
import { periodOf } from '../../../lib/runtime/metering/quota-period';

/** One request that API Gateway let in. */
export interface CountedRequest {
  readonly apiKeyId: string;
  readonly usagePlanId: string;
  readonly day: Day;
  /** When the figures begin to show it. */
  readonly shownAt: number;
}

export interface FakeKey {
  readonly id: string;
  readonly customerId?: string;
  readonly deletedAt?: number;
}

export class Throttled extends Error {
  public readonly name = 'TooManyRequestsException';
}

type Command = GetUsageCommand | GetApiKeysCommand;

/** API Gateway's usage data: late, in pages, throttled, and without days on which nothing was. */
export class FakeApiGateway {
  public readonly requests: CountedRequest[] = [];
  public readonly keys: FakeKey[] = [];
  public readonly sent: Command[] = [];
  public pageSize = 2;
  /** Called before each answer; may throw or wait. */
  public before: (command: Command) => Promise<void> | void = () => undefined;

  public constructor(
    public tiers: readonly MeteredTier[],
    private readonly now: () => number,
  ) {}

  public get client(): APIGatewayClient {
    return this as unknown as APIGatewayClient;
  }

  public async send(command: Command): Promise<unknown> {
    this.sent.push(command);
    await this.before(command);
    return command instanceof GetUsageCommand ? this.usage(command) : this.apiKeys(command);
  }

  private usage({ input }: GetUsageCommand): object {
    const { usagePlanId, startDate = '', endDate = '' } = input;
    const plan = this.tiers.find((tier) => tier.usagePlanId === usagePlanId);
    if (!plan) {
      throw Object.assign(new Error('Invalid Usage Plan ID specified'), { name: 'NotFoundException' });
    }
    const used = this.shown(plan.usagePlanId, startDate, addDays(endDate, 1));
    const ids = [...new Set(used.map(({ apiKeyId }) => apiKeyId))].sort();
    return this.page(ids, input, (shown) => ({
      ...input,
      items: Object.fromEntries(shown.map((id) => [id, this.days(plan, id, startDate, endDate)])),
    }));
  }

  private apiKeys({ input }: GetApiKeysCommand): object {
    const existing = this.keys.filter(({ deletedAt }) => deletedAt === undefined || deletedAt > this.now());
    return this.page(existing, input, (items) => ({ items }));
  }

  private page<T>(all: T[], input: { position?: string; limit?: number }, answer: (items: T[]) => object): object {
    const begin = Number(input.position ?? 0);
    const end = begin + Math.min(this.pageSize, input.limit ?? 25);
    return { ...answer(all.slice(begin, end)), position: end < all.length ? String(end) : undefined };
  }

  private days({ usagePlanId, quota }: MeteredTier, apiKeyId: string, first: string, last: string): number[][] {
    return daysFrom(first, last).flatMap((day) => {
      const count = (from: string): number =>
        this.shown(usagePlanId, from, addDays(day, 1)).filter((request) => request.apiKeyId === apiKeyId).length;
      const used = count(day);
      return used === 0 ? [] : [quota ? [used, quota.limit - count(periodOf(quota, day).start)] : [used]];
    });
  }

  private shown(usagePlanId: string, first: string, behind: string): CountedRequest[] {
    return this.requests.filter((request) => {
      const { day, shownAt } = request;
      return request.usagePlanId === usagePlanId && shownAt <= this.now() && day >= first && day < behind;
    });
  }
}
