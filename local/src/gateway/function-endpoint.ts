import { Clock } from '../core/clock';
import { FunctionModel } from '../functions/function-model';
import { listen, Listener, RequestHandler } from './listener';

/** Where programs invoke functions as through AWS Lambda. It outlives a reload. */
export class FunctionEndpoint {
  private listener?: Listener;

  public constructor(
    private readonly clock: Clock,
    private readonly handler: RequestHandler,
  ) {}

  /** Absent as long as there has been no function. */
  public get url(): string | undefined {
    return this.listener && `http://127.0.0.1:${this.listener.port}`;
  }

  /** Returns what tells functions where it is. */
  public async prepare(functions: readonly FunctionModel[]): Promise<Readonly<Record<string, string>>> {
    if (functions.length === 0) return {};
    this.listener ??= await listen(0, this.clock, this.handler);
    return { AWS_ENDPOINT_URL_LAMBDA: this.url! };
  }

  public async close(): Promise<void> {
    await this.listener?.close();
  }
}
