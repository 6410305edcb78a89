import { Clock } from '../core/clock';
import { Queue } from './queue';
import { QueueModel } from './queue-model';

/** All queues. They and their messages outlive a reload that still has them. */
export class QueueStore {
  private queues: ReadonlyMap<string, Queue> = new Map();

  public constructor(private readonly clock: Clock) {}

  public replace(models: readonly QueueModel[]): void {
    const deps = { clock: this.clock, queueOf: (arn: string) => this.byArn(arn) };
    this.queues = new Map(
      models.map((model) => {
        const queue = this.byArn(model.arn) ?? new Queue(model, deps);
        queue.model = model;
        return [model.arn, queue];
      }),
    );
  }

  public get all(): readonly Queue[] {
    return [...this.queues.values()];
  }

  public byArn(arn: string): Queue | undefined {
    return this.queues.get(arn);
  }

  public byName(name: string): readonly Queue[] {
    return this.all.filter(({ model }) => model.name === name);
  }
}
