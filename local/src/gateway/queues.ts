import { Clock } from '../core/clock';
import { FunctionModel } from '../functions/function-model';
import { QueueModel } from '../sqs/queue-model';
import { QueueStore } from '../sqs/queue-store';
import { ServedQueue } from './gateway';
import { qualifiedIdOf } from './qualified-id';

const AWS_ENDPOINT = /https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(\.cn)?(?=[^\w.-]|$)/g;

/** The template's queues, which outlive a reload, and where they are. */
export class Queues {
  public readonly store: QueueStore;
  /** Absent as long as there has been no queue. */
  public endpoint?: string;

  public constructor(clock: Clock) {
    this.store = new QueueStore(clock);
  }

  /** Makes those that are not there yet. */
  public prepare(models: readonly QueueModel[], endpoint: string): void {
    this.store.replace(models);
    if (models.length > 0) this.endpoint = endpoint;
  }

  public served(constructPaths: ReadonlyMap<string, string>): ServedQueue[] {
    return this.store.all.map(({ model }) => ({
      stack: model.stack,
      logicalId: model.logicalId,
      name: model.name,
      url: this.localUrl(model),
      // an L2's queue is its child `Resource`
      constructPath: constructPaths.get(qualifiedIdOf(model))?.replace(/\/Resource$/, ''),
    }));
  }

  /**
   * Functions with this endpoint in place of the one at AWS, wherever their variables hold a queue's URL. SDKs go to the
   * host of that URL, so a queue that is not here is not found, rather than asked for over the network.
   */
  public withLocalUrls(functions: readonly FunctionModel[]): readonly FunctionModel[] {
    const { endpoint } = this;
    if (!endpoint) return functions;
    const local = (environment: FunctionModel['environment']): FunctionModel['environment'] =>
      Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [name, value.replace(AWS_ENDPOINT, endpoint)]),
      );
    return functions.map((model) => ({ ...model, environment: local(model.environment) }));
  }

  private localUrl({ accountId, name }: QueueModel): string {
    return `${this.endpoint}/${accountId}/${name}`;
  }
}
