import { Clock } from '../core/clock';
import { DevelopmentCredentials } from '../core/development-credentials';
import { FunctionModel } from '../functions/function-model';
import { QueueModel } from '../sqs/queue-model';
import { QueueStore } from '../sqs/queue-store';
import { answerSqs } from '../sqs/sqs-endpoint';
import { ServedQueue } from './gateway';
import { listen, Listener } from './listener';

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

  /** The function with the queues' URLs on this machine in place of those at AWS, wherever its variables hold them. */
  public withLocalUrls(model: FunctionModel): FunctionModel {
    const localise = (value: string): string =>
      this.store.all.reduce((text, queue) => replaceUrl(text, queue.model.url, this.localUrl(queue.model)), value);
    const variables = Object.entries(model.environment).map(([name, value]) => [name, localise(value)] as const);
    return { ...model, environment: Object.fromEntries(variables) };
  }

  public async close(): Promise<void> {
    await this.listener?.close();
  }

  private localUrl({ accountId, name }: QueueModel): string {
    return `${this.endpoint}/${accountId}/${name}`;
  }
}

/** Leaves longer URLs alone, such as that of `jobs-dead` for `jobs`. */
function replaceUrl(text: string, url: string, local: string): string {
  return text
    .split(url)
    .reduce((before, after) => (/^[\w.-]/.test(after) ? `${before}${url}${after}` : `${before}${local}${after}`));
}
