import { APIGatewayClient, GetApiKeysCommand, GetUsageCommand } from '@aws-sdk/client-api-gateway';
import { ControlPlane } from './control-plane';
import { Day } from './day';

/** What the service says of a key on a day. */
export interface Figure {
  readonly apiKeyId: string;
  readonly used: number;
  /** What was left of the quota when the day was over, or is left now. */
  readonly remaining?: number;
}

const PAGE = 500;

/** Reads what API Gateway counts. */
export class UsageReader {
  public constructor(
    private readonly client: APIGatewayClient,
    private readonly controlPlane: ControlPlane,
  ) {}

  /**
   * The figures of one day, page by page. Days are asked for one by one: an answer for several has no dates, and a bill
   * should not depend on whether days without requests are among them, as AWS's example has it.
   */
  public async *figures(usagePlanId: string, day: Day): AsyncGenerator<Figure[]> {
    let position: string | undefined;
    do {
      const request = { usagePlanId, startDate: day, endDate: day, limit: PAGE, position };
      const page = await this.controlPlane.call(() => this.client.send(new GetUsageCommand(request)));
      yield Object.entries(page.items ?? {}).map(([apiKeyId, days]) => figureOf(apiKeyId, days));
      position = page.position;
    } while (position);
  }

  /** Whose each key is: its `customerId`, or its own id where it has none. Values of keys are not asked for. */
  public async owners(): Promise<Map<string, string>> {
    const owners = new Map<string, string>();
    let position: string | undefined;
    do {
      const request = { limit: PAGE, includeValues: false, position };
      const page = await this.controlPlane.call(() => this.client.send(new GetApiKeysCommand(request)));
      for (const { id, customerId } of page.items ?? []) {
        if (id) {
          owners.set(id, customerId || id);
        }
      }
      position = page.position;
    } while (position);
    return owners;
  }
}

function figureOf(apiKeyId: string, days: number[][]): Figure {
  if (days.length > 1) {
    throw new Error(`asked for one day of key ${apiKeyId}, got ${days.length}`);
  }
  const [[used = 0, remaining] = []] = days;
  return { apiKeyId, used, remaining };
}
