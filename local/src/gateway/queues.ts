import { Clock } from '../core/clock';
import { DevelopmentCredentials } from '../core/development-credentials';
import { FunctionModel } from '../functions/function-model';
import { QueueModel } from '../sqs/queue-model';
import { QueueStore } from '../sqs/queue-store';
import { answerSqs } from '../sqs/sqs-endpoint';
import { ServedQueue } from './gateway';
import { listen, Listener } from './listener';

const AWS_ENDPOINT = /https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(\.cn)?(?=[^\w.-]|$)/g;

/** The template's queues, and the endpoint through which programs reach them. Both outlive a reload. */
export class Queues {
  public readonly store: QueueStore;
  private listener?: Listener;

  public constructor(
    private readonly clock: Clock,
    private readonly credentials: DevelopmentCredentials,
  ) {
    this.store = new QueueStore(clock);
  }

  /** Absent as long as there has been no queue. */
  public get endpoint(): string | undefined {
    return this.listener && `http://127.0.0.1:${this.listener.port}`;
  }

  /** Makes those that are not there yet. Returns what tells functions where they are. */
  public async prepare(models: readonly QueueModel[]): Promise<Readonly<Record<string, string>>> {
    this.store.replace(models);
    if (models.length === 0) return {};
    const { store: queues, clock, credentials } = this;
    this.listener ??= await listen(0, clock, (request, signal) =>
      answerSqs(request, signal, { queues, clock, credentials }),
    );
    return { AWS_ENDPOINT_URL_SQS: this.endpoint! };
  }

  public served(constructPaths: ReadonlyMap<string, string>): ServedQueue[] {
    return this.store.all.map(({ model }) => ({
      stack: model.stack,
      logicalId: model.logicalId,
      name: model.name,
      url: this.localUrl(model),
      // an L2's queue is its child `Resource`
      constructPath: constructPaths.get(`${model.stack}/${model.logicalId}`)?.replace(/\/Resource$/, ''),
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

  public async close(): Promise<void> {
    await this.listener?.close();
  }

  private localUrl({ accountId, name }: QueueModel): string {
    return `${this.endpoint}/${accountId}/${name}`;
  }
}
