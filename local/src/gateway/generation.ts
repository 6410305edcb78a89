import { localServices } from '../aws-services/local-services';
import { Answer } from '../core/answer';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { Poller } from '../event-sources/poller';
import { PutEvent } from '../events/events-endpoint';
import { FunctionInvoker } from '../functions/function-invoker';
import { FunctionLog } from '../functions/function-log';
import { InvokeProps } from '../lambda-api/invoke-request';
import { answerLambda } from '../lambda-api/lambda-endpoint';
import { QueueStore } from '../sqs/queue-store';
import { WebSocketApi } from '../websocket-api/websocket-api';
import { AssemblyModel } from './assembly-model';
import { LiveApi, LiveApiProps, liveApis, StageTiers } from './live-apis';

export interface GenerationProps extends LiveApiProps {
  readonly model: AssemblyModel;
  /** Ends with the generation. */
  readonly invoker: FunctionInvoker;
  /** What event sources take messages from, and integrations send them to. */
  readonly queues: QueueStore;
  /** Absent where nothing needs tables. */
  readonly dynamoDbEndpoint?: string;
  /** Takes what integrations put to EventBridge. */
  readonly onEvent: (event: PutEvent) => void;
  readonly onFunctionLog: FunctionLog;
}

/** What one reading of the assembly brings to life. A reload makes a new one and retires the old. */
export class Generation {
  private readonly lambda: InvokeProps;
  /** By qualified id. */
  private readonly apis: ReadonlyMap<string, LiveApi>;
  private readonly pollers: readonly Poller[];
  /** Invocations whose callers do not wait for them. */
  private readonly background = new Set<Promise<unknown>>();
  private inFlight = 0;
  /** Called when the last request of a retired generation is through. */
  private onIdle?: () => void;

  public constructor(public readonly props: GenerationProps) {
    const { model, invoker } = props;
    this.lambda = {
      functions: model.functions,
      invoker,
      inBackground: (invocation) => this.addToBackground(invocation),
    };
    this.apis = liveApis(model.apis, { ...props, aws: localServices({ ...props, lambda: this.lambda }) });
    this.pollers = model.eventSources.map(
      (source) =>
        new Poller({
          model: source,
          queue: props.queues.byArn(source.queueArn)!,
          invoker,
          clock: props.clock,
          onLog: props.onFunctionLog,
        }),
    );
  }

  /** Begins to take messages from queues. */
  public start(): void {
    for (const poller of this.pollers) poller.start();
  }

  /** Usage plans of each stage, with what is left to their keys. */
  public get tiers(): readonly StageTiers[] {
    return [...this.apis.values()].flatMap((api) => api.tiers());
  }

  /** Lets an API answer a request. Its functions stay alive until it has. */
  public serve(qualifiedId: string, request: GatewayRequest): Promise<Answer> {
    return this.during(() => this.apis.get(qualifiedId)!.answer(request));
  }

  /** Lets a WebSocket API deal with a handshake, a message or the end of a connection. */
  public withWebSocketApi<T>(qualifiedId: string, work: (api: WebSocketApi) => Promise<T>): Promise<T> {
    return this.during(() => work(this.apis.get(qualifiedId)!.webSocketApi!));
  }

  /** Answers a request to Lambda's own API. */
  public serveLambda(request: GatewayRequest): Promise<GatewayResponse> {
    const { clock, credentials } = this.props;
    return this.during(() => answerLambda(request, { ...this.lambda, clock, credentials }));
  }

  /** Ends the functions as soon as the requests and batches that are under way are through. */
  public async retire(): Promise<void> {
    await Promise.all(this.pollers.map((poller) => poller.drain()));
    if (this.inFlight > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
    await this.close();
  }

  public async close(): Promise<void> {
    const pollers = this.pollers.map((poller) => poller.close());
    await this.props.invoker.close();
    // nobody hears of a function any more once this has returned
    await Promise.all([...pollers, ...this.background]);
  }

  private async during<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight += 1;
    try {
      return await work();
    } finally {
      this.inFlight -= 1;
      if (this.inFlight === 0) this.onIdle?.();
    }
  }

  private addToBackground(invocation: Promise<unknown>): void {
    const counted = this.during(() => invocation).finally(() => this.background.delete(counted));
    this.background.add(counted);
  }
}
