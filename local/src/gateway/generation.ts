import { AwsServices } from '../aws-services/aws-services';
import { localServices } from '../aws-services/local-services';
import { Answer, ApiServer } from '../core/answer';
import { Clock } from '../core/clock';
import { DevelopmentCredentials } from '../core/development-credentials';
import { Keep, keepWithin } from '../core/keepsakes';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { Poller } from '../event-sources/poller';
import { PutEvent } from '../events/events-endpoint';
import { FunctionInvoker } from '../functions/function-invoker';
import { createAuthorizers } from '../http-api/authorizers/create-authorizers';
import { httpApiServer } from '../http-api/http-api-server';
import { HttpApiModel } from '../http-api/model';
import { HttpApiStage } from '../http-api/pipeline/http-api-stage';
import { InvokeProps } from '../lambda-api/invoke-request';
import { answerLambda } from '../lambda-api/lambda-endpoint';
import { createAuthorizers as createRestAuthorizers } from '../rest-api/authorizers/create-authorizers';
import { RandomSource } from '../rest-api/canary';
import { RestApiModel } from '../rest-api/model';
import { RestApiStage } from '../rest-api/pipeline/rest-api-stage';
import { restApiServer } from '../rest-api/rest-api-server';
import { QueueStore } from '../sqs/queue-store';
import { LiveUsage } from '../usage/live-usage';
import { TierUsage } from '../usage/tier-usage';
import { WebSocketApiModel } from '../websocket-api/model';
import { OpenConnections } from '../websocket-api/sockets/open-connections';
import { WebSocketApi } from '../websocket-api/websocket-api';
import { ApiModel, AssemblyModel } from './assembly-model';
import { qualifiedIdOf } from './qualified-id';

export interface GenerationProps {
  readonly model: AssemblyModel;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly credentials: DevelopmentCredentials;
  readonly issuers: Readonly<Record<string, string>>;
  /** Ends with the generation. */
  readonly invoker: FunctionInvoker;
  readonly keep: Keep;
  /** What event sources take messages from, and integrations send them to. */
  readonly queues: QueueStore;
  /** Absent where nothing needs tables. */
  readonly dynamoDbEndpoint?: string;
  /** Takes what integrations put to EventBridge. */
  readonly onEvent: (event: PutEvent) => void;
  readonly usage: LiveUsage;
  /** Clients of a WebSocket API, which outlive a generation. */
  connectionsOf(qualifiedId: string): OpenConnections;
}

export interface StageTiers {
  readonly api: RestApiModel | WebSocketApiModel;
  readonly tiers: readonly TierUsage[];
}

/** What one reading of the assembly brings to life. A reload makes a new one and retires the old. */
export class Generation {
  private readonly lambda: InvokeProps;
  private readonly aws: AwsServices;
  /** By the API's qualified id. */
  private readonly servers: ReadonlyMap<string, ApiServer>;
  private readonly webSocketApis: ReadonlyMap<string, WebSocketApi>;
  private readonly restStages: readonly RestApiStage[];
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
    this.aws = localServices({ ...props, lambda: this.lambda });
    this.pollers = model.eventSources.map(
      (source) =>
        new Poller({ model: source, queue: props.queues.byArn(source.queueArn)!, invoker, clock: props.clock }),
    );
    this.webSocketApis = this.createWebSocketApis();
    this.restStages = model.apis.filter((api) => api.kind === 'REST').map((api) => this.restStage(api));
    const qualifiedIds = new Set(model.apis.map(qualifiedIdOf));
    this.servers = new Map(
      [...qualifiedIds].map((qualifiedId) => [
        qualifiedId,
        this.serverOf(
          model.apis.filter((api) => qualifiedIdOf(api) === qualifiedId),
          qualifiedId,
        ),
      ]),
    );
  }

  /** Begins to take messages from queues. */
  public start(): void {
    for (const poller of this.pollers) poller.start();
  }

  /** Usage plans of each stage, with what is left to their keys. */
  public get tiers(): readonly StageTiers[] {
    return [
      ...this.restStages.map(({ model, tiers }) => ({ api: model, tiers })),
      ...[...this.webSocketApis.values()].flatMap(({ tiers }) => tiers),
    ];
  }

  /** Lets an API answer a request. Its functions stay alive until it has. */
  public serve(qualifiedId: string, request: GatewayRequest): Promise<Answer> {
    return this.during(() => this.servers.get(qualifiedId)!(request));
  }

  /** Lets a WebSocket API deal with a handshake, a message or the end of a connection. */
  public withWebSocketApi<T>(qualifiedId: string, work: (api: WebSocketApi) => Promise<T>): Promise<T> {
    return this.during(() => work(this.webSocketApis.get(qualifiedId)!));
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

  private serverOf(stages: readonly ApiModel[], qualifiedId: string): ApiServer {
    const webSocketApi = this.webSocketApis.get(qualifiedId);
    if (webSocketApi) return (request) => webSocketApi.answer(request);
    const restStages = this.restStages.filter(({ model }) => qualifiedIdOf(model) === qualifiedId);
    if (restStages.length > 0) return restApiServer(restStages);
    const isHttp = (stage: ApiModel): stage is HttpApiModel => stage.kind === 'HTTP';
    return httpApiServer(stages.filter(isHttp).map((stage) => this.httpStage(stage)));
  }

  private createWebSocketApis(): ReadonlyMap<string, WebSocketApi> {
    const { model, clock, credentials, invoker, usage, keep, connectionsOf } = this.props;
    const { aws } = this;
    const stages = model.apis.filter((api): api is WebSocketApiModel => api.kind === 'WEBSOCKET');
    return new Map(
      [...new Set(stages.map(qualifiedIdOf))].map((qualifiedId) => [
        qualifiedId,
        new WebSocketApi(
          stages.filter((stage) => qualifiedIdOf(stage) === qualifiedId),
          {
            clock,
            credentials,
            invoker,
            aws,
            usage,
            connections: connectionsOf(qualifiedId),
            keep: keepWithin(qualifiedId, keep),
          },
        ),
      ]),
    );
  }

  private httpStage(stage: HttpApiModel): HttpApiStage {
    // cached keys and answers are a stage's own (H-64)
    const dependencies = this.stageDependencies(stage);
    return new HttpApiStage(stage, { ...dependencies, authorizerFor: createAuthorizers(dependencies) });
  }

  private restStage(stage: RestApiModel): RestApiStage {
    const { random, usage } = this.props;
    // cached keys and answers are a stage's own
    const dependencies = this.stageDependencies(stage);
    const authorizerFor = createRestAuthorizers(dependencies);
    return new RestApiStage(stage, { ...dependencies, random, authorizerFor, usage });
  }

  private stageDependencies(stage: ApiModel) {
    const { clock, invoker, credentials, issuers, keep } = this.props;
    const { aws } = this;
    return {
      clock,
      invoker,
      aws,
      credentials,
      issuers,
      keep: keepWithin(`${qualifiedIdOf(stage)} ${stage.stageName}`, keep),
    };
  }
}
