import { VirtualTime } from './virtual-time';

/** Where a worker runs. When it is killed, nothing it has begun goes on. */
export class Container {
  private steps = 0;
  private kill: (word: 'killed') => void = () => undefined;
  public readonly killed: Promise<'killed'>;

  /** @param life steps after which it is killed: half of the time before the step is done, half of the time after */
  public constructor(
    private readonly time: VirtualTime,
    private readonly life?: number,
  ) {
    this.killed = new Promise((resolve) => (this.kill = resolve));
  }

  /** A client whose calls are steps of this worker. */
  public guard<Client extends object>(client: Client): Client {
    return new Proxy(client, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        return typeof member === 'function'
          ? (...args: unknown[]) => this.step(() => member.apply(target, args))
          : member;
      },
    });
  }

  private async step(act: () => unknown): Promise<unknown> {
    this.steps += 1;
    const isLast = this.life !== undefined && this.steps >= this.life;
    if (isLast && (this.steps > (this.life ?? 0) || this.time.random() < 0.5)) {
      return this.die();
    }
    const result = await act();
    return isLast ? this.die() : result;
  }

  private die(): Promise<never> {
    this.kill('killed');
    return new Promise(() => undefined);
  }
}
