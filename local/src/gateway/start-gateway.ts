import { InlineCodeFolder, Note } from '../assembly';
import { Clock, systemClock } from '../core/clock';
import { defaultCredentials } from '../core/development-credentials';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { RequestRecord } from '../core/request-record';
import { EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../dynamodb/embedded-dynamodb';
import { serveHttpApi } from '../http-api/http-api-server';
import { ApiPorts } from './api-ports';
import { AssemblyModel, readAssemblyModel } from './assembly-model';
import { findApi } from './find-api';
import { Gateway, GatewayProps, ServedApi } from './gateway';
import { Generation, keyOf } from './generation';

/** Serves the APIs of a cloud assembly on 127.0.0.1 until it is closed. */
export async function startGateway(props: GatewayProps): Promise<Gateway> {
  const gateway = new RunningGateway(props);
  try {
    await gateway.reload();
  } catch (error) {
    await gateway.close();
    throw error;
  }
  return gateway;
}

class RunningGateway implements Gateway {
  public readonly requests: RequestRecord[] = [];
  public apis: readonly ServedApi[] = [];
  public notes: readonly Note[] = [];
  private readonly clock: Clock;
  private readonly ports: ApiPorts;
  private readonly inlineCode = new InlineCodeFolder();
  private generation?: Generation;
  private dynamoDb?: EmbeddedDynamoDb;

  public constructor(private readonly props: GatewayProps) {
    this.clock = props.clock ?? systemClock;
    this.ports = new ApiPorts(props.port ?? 0, this.clock, (key, request) => this.serve(key, request));
  }

  public async reload(): Promise<void> {
    const { assembly, ignore = [] } = this.props;
    const model = readAssemblyModel(assembly, ignore, this.inlineCode);
    const generation = await this.createGeneration(model);
    await this.ports.open(model.apis.map(keyOf));
    const old = this.generation;
    this.generation = generation;
    this.apis = model.apis.map((api) => servedApi(api, model, this.ports.portOf(keyOf(api))));
    this.notes = model.notes;
    await old?.retire();
  }

  public url(api: string, stage?: string): string {
    return findApi(this.apis, api, stage).url;
  }

  public async close(): Promise<void> {
    await Promise.all([this.ports.close(), this.generation?.close(), this.dynamoDb?.close()]);
    this.inlineCode.remove();
  }

  private async createGeneration(model: AssemblyModel): Promise<Generation> {
    const { credentials = defaultCredentials, issuers = {}, onFunctionLog = () => undefined } = this.props;
    const functionEnvironment = await this.prepareTables(model);
    return new Generation({ model, clock: this.clock, credentials, issuers, functionEnvironment, onFunctionLog });
  }

  /** Starts DynamoDB with the first table; later ones are added to it, and what is in it stays. */
  private async prepareTables({ tables }: AssemblyModel): Promise<Record<string, string>> {
    if (tables.length === 0) return {};
    const { dynamoDbEndpoint, credentials } = this.props;
    const started = await startEmbeddedDynamoDb({
      tables,
      endpoint: this.dynamoDb?.endpoint ?? dynamoDbEndpoint,
      credentials,
    });
    this.dynamoDb ??= started;
    return { AWS_ENDPOINT_URL_DYNAMODB: this.dynamoDb.endpoint };
  }

  private async serve(apiKey: string, request: GatewayRequest): Promise<GatewayResponse> {
    const { response, routeKey, decisions } = await this.generation!.use(apiKey, (stages) =>
      serveHttpApi(stages, request),
    );
    const record: RequestRecord = {
      requestId: request.requestId,
      time: new Date(request.receivedAt).toISOString(),
      api: apiKey.split('/').at(-1)!,
      method: request.method,
      path: request.rawPath,
      ...(routeKey && { routeKey }),
      decisions,
      status: response.statusCode,
      durationMs: this.clock.now() - request.receivedAt,
    };
    this.requests.push(record);
    this.props.onRequest?.(record);
    return response;
  }
}

function servedApi(api: AssemblyModel['apis'][number], model: AssemblyModel, port: number): ServedApi {
  const { stack, logicalId, name, stageName, routes } = api;
  const base = `http://127.0.0.1:${port}`;
  return {
    stack,
    logicalId,
    kind: 'HTTP',
    name,
    constructPath: model.constructPaths.get(keyOf(api))?.replace(/\/(Resource|Default)$/, '') || undefined,
    stage: stageName,
    url: stageName === '$default' ? base : `${base}/${stageName}`,
    routes: routes.map(({ routeKey, authorization }) => ({ routeKey, authorization })),
  };
}
