import { answerAws, ServiceAnswers } from '../aws-endpoint/answer-aws';
import { Clock } from '../core/clock';
import { listen, Listener } from './listener';

/** Where programs reach the AWS services that are served here: one port for all. It outlives a reload. */
export class AwsEndpoint {
  private listener?: Listener;

  public constructor(
    private readonly clock: Clock,
    private readonly services: ServiceAnswers,
  ) {}

  /** Absent before it was opened. */
  public get url(): string | undefined {
    return this.listener && `http://127.0.0.1:${this.listener.port}`;
  }

  public async open(): Promise<string> {
    this.listener ??= await listen(0, this.clock, (request, signal) => answerAws(request, signal, this.services));
    return this.url!;
  }

  public async close(): Promise<void> {
    await this.listener?.close();
  }
}
