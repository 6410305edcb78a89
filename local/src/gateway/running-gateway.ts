import { Note } from '../assembly';
import { Clock, systemClock } from '../core/clock';
import { defaultCredentials } from '../core/development-credentials';
import { Keepsakes } from '../core/keepsakes';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { RequestRecord } from '../core/request-record';
import { PutEvent } from '../events/events-endpoint';
import { Inspector } from '../inspector/inspector';
import { InspectorState } from '../inspector/inspector-state';
import { joinedChannels } from '../inspector/joined-channels';
import { ApiPorts } from './api-ports';
import { AssemblyModel } from './assembly-model';
import { callbackBases, withLocalCallbacks } from './callback-urls';
import { changesBetween, Reading } from './changes';
import { findApi } from './find-api';
import { Functions } from './functions';
import { Gateway, GatewayProps, Reload, ServedApi, ServedApiKey, ServedQueue } from './gateway';
import { Generation } from './generation';
import { inspectState } from './inspect-state';
import { LocalAws } from './local-aws';
import { logicalIdIn, qualifiedIdOf } from './qualified-id';
import { callsDynamoDb } from './read/called-services';
import { readAssemblyModel } from './read/read-assembly-model';
import { RequestLog } from './request-log';
import { servedApi } from './served-api';
import { servedApiKeys } from './served-api-keys';
import { Sockets } from './sockets';
import { Tables } from './tables';
import { unusedIssuers } from './unused-issuers';

/** A gateway from its start to its end: what outlives a reload is here, what one reading brings is a Generation. */
export class RunningGateway implements Gateway {
  public apis: readonly ServedApi[] = [];
  public notes: readonly Note[] = [];
  public queues: readonly ServedQueue[] = [];
  private readonly clock: Clock;
  private readonly log: RequestLog;
  private readonly ports: ApiPorts;
  private readonly sockets: Sockets;
  private readonly tables: Tables;
  private readonly aws: LocalAws;
  private readonly inspector?: Inspector;
  private readonly functions: Functions;
  private readonly keepsakes = new Keepsakes();
  /** The current one, and those with requests still under way. */
  private readonly generations = new Set<Generation>();
  private current?: Generation;
  /** As it was read, before it was brought to life. */
  private lastRead?: AssemblyModel;
  private lastReload: Promise<unknown> = Promise.resolve();

  public constructor(private readonly props: GatewayProps) {
    this.clock = props.clock ?? systemClock;
    this.log = new RequestLog(this.clock, (record) => this.tell(record));
    if (props.inspectorPort !== undefined) this.inspector = new Inspector(() => this.inspectedState());
    const { credentials = defaultCredentials, python, onFunctionLog: onLog = () => undefined } = props;
    this.functions = new Functions({ python, credentials, onLog });
    this.sockets = new Sockets({
      clock: this.clock,
      run: (qualifiedId, work) => this.running.withWebSocketApi(qualifiedId, work),
      log: (qualifiedId, request, answer) => this.log.add(logicalIdIn(qualifiedId), request, answer),
    });
    this.ports = new ApiPorts(props.port ?? 0, this.clock, {
      request: (qualifiedId, request) => this.serve(qualifiedId, request),
      upgrade: (qualifiedId, upgrade) => this.sockets.of(qualifiedId).upgrade(upgrade),
    });
    this.tables = new Tables(props.dynamoDbEndpoint, credentials);
    const lambda = (request: GatewayRequest): Promise<GatewayResponse> => this.running.serveLambda(request);
    this.aws = new LocalAws({ clock: this.clock, credentials, lambda });
  }

  public get requests(): readonly RequestRecord[] {
    return this.log.records;
  }

  public get apiKeys(): readonly ServedApiKey[] {
    return servedApiKeys(this.aws.usage.registry);
  }

  public get events(): readonly PutEvent[] {
    return this.aws.events;
  }

  public get awsEndpoint(): string {
    return this.aws.url!;
  }

  public get sqsEndpoint(): string | undefined {
    return this.aws.queues.endpoint;
  }

  public get lambdaEndpoint(): string | undefined {
    return this.aws.lambdaEndpoint;
  }

  public get inspectorUrl(): string | undefined {
    return this.inspector?.url;
  }

  public url(api: string, stage?: string): string {
    return findApi(this.apis, api, stage).url;
  }

  public get codeFolders(): readonly string[] {
    const folders = this.running.props.model.functions.map(({ codeDirectory }) => codeDirectory);
    return [...new Set(folders)].filter((folder) => !this.functions.isInline(folder));
  }

  public reload(): Promise<Reload> {
    return this.afterTheLast(() => this.readAssembly());
  }

  public reloadCode(): Promise<Reload> {
    return this.afterTheLast(() => this.bringUpToDate(this.lastRead!));
  }

  public async openInspector(): Promise<void> {
    await this.inspector?.open(this.props.inspectorPort ?? 0);
  }

  public async close(): Promise<void> {
    await this.lastReload.catch(() => undefined);
    await this.sockets.close();
    const functions = [...this.generations].map((generation) => generation.close());
    await Promise.all([this.ports.close(), this.inspector?.close(), ...functions]);
    // last: a table that is closed while a function writes to it brings everything down
    await Promise.all([this.tables.close(), this.aws.close()]);
    this.functions.removeFiles();
  }

  /** One after the other: the last one asked for is the one that is served. */
  private afterTheLast(reload: () => Promise<Reload>): Promise<Reload> {
    const next = this.lastReload.catch(() => undefined).then(reload);
    this.lastReload = next;
    return next;
  }

  private async readAssembly(): Promise<Reload> {
    const { assembly, ignore = [] } = this.props;
    const model = readAssemblyModel(assembly, ignore, this.functions.reading);
    // functions are told the ports
    await this.ports.open(
      model.apis.map((api) => ({ qualifiedId: qualifiedIdOf(api), hasSockets: api.kind === 'WEBSOCKET' })),
    );
    const changes = await this.bringUpToDate(model);
    this.lastRead = model;
    return changes;
  }

  private async bringUpToDate(model: AssemblyModel): Promise<Reload> {
    const reading = await this.bringToLife(model);
    const changes = this.current ? changesBetween(this.current.props, reading) : { template: true, functions: [] };
    if (changes.template || changes.functions.length > 0) await this.serveReading(reading);
    else await reading.invoker.close();
    return changes;
  }

  private async serveReading({ model, invoker }: Reading): Promise<void> {
    const generation = await this.createGeneration({ model, invoker });
    const old = this.current;
    this.current = generation;
    this.generations.add(generation);
    generation.start();
    this.queues = this.aws.queues.served(model.constructPaths);
    this.notes = [...model.notes, ...unusedIssuers(this.props.issuers, model.apis)];
    this.apis = model.apis.map((api) => {
      const qualifiedId = qualifiedIdOf(api);
      return servedApi(api, model.constructPaths.get(qualifiedId), this.ports.portOf(qualifiedId));
    });
    const stages = model.apis.filter(({ kind }) => kind === 'WEBSOCKET');
    await this.sockets.closeOthers(
      stages.map((stage) => ({ qualifiedId: qualifiedIdOf(stage), stageName: stage.stageName })),
    );
    await this.ports.closeOthers(model.apis.map(qualifiedIdOf));
    // not waited for: what is under way may take its time
    if (old) void old.retire().then(() => this.generations.delete(old));
  }

  private async bringToLife(model: AssemblyModel): Promise<Reading> {
    const { issuers = {} } = this.props;
    const bases = callbackBases(model.apis, (api) => this.ports.portOf(qualifiedIdOf(api)));
    const functionEnvironment = {
      ...(await this.tables.prepare(model.tables, callsDynamoDb(model.apis))),
      ...(await this.aws.prepare(model)),
      // read by local/runtime/issuer-redirects.mjs and callback-redirects.mjs
      APIGW_LOCAL_ISSUERS: JSON.stringify(issuers),
      APIGW_LOCAL_CALLBACKS: JSON.stringify(Object.fromEntries(bases)),
    };
    const functions = this.aws.queues.withLocalUrls(withLocalCallbacks(model.functions, bases));
    return { model: { ...model, functions }, invoker: this.functions.runner(functions, functionEnvironment) };
  }

  private async createGeneration(reading: Reading): Promise<Generation> {
    const { credentials = defaultCredentials, issuers = {} } = this.props;
    const props = {
      ...reading,
      clock: this.clock,
      random: this.props.random ?? Math.random,
      credentials,
      issuers,
      queues: this.aws.queues.store,
      onEvent: this.aws.keepEvent,
      onFunctionLog: this.props.onFunctionLog ?? (() => undefined),
      dynamoDbEndpoint: this.tables.dynamoDbEndpoint,
      usage: this.aws.usage,
      connectionsOf: (qualifiedId: string) => this.sockets.of(qualifiedId).connections,
    };
    try {
      return this.keepsakes.renew((keep) => new Generation({ ...props, keep }));
    } catch (error) {
      await reading.invoker.close();
      throw error;
    }
  }

  private async serve(qualifiedId: string, request: GatewayRequest): Promise<GatewayResponse> {
    const answer = await this.running.serve(qualifiedId, request);
    this.log.add(logicalIdIn(qualifiedId), request, answer);
    return answer.response;
  }

  private tell(record: RequestRecord): void {
    this.inspector?.show(record);
    this.props.onRequest?.(record);
  }

  private async inspectedState(): Promise<InspectorState> {
    const { props, tiers } = this.running;
    const { clients } = this.sockets;
    const dynamoDb = clients.length > 0 ? this.tables.embeddedClient() : undefined;
    return inspectState({
      apis: props.model.apis.map((model, index) => ({ model, url: this.apis[index]!.url })),
      tiers,
      clients,
      channels: dynamoDb ? await joinedChannels(dynamoDb, props.model.tables) : new Map(),
    });
  }

  private get running(): Generation {
    if (!this.current) throw new Error('a request before the gateway has started');
    return this.current;
  }
}
