import { Duration } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ConnectSettings, DisconnectSettings, ExpirySettings } from '../runtime/contract/realtime/settings';
import { ConnectionsEndpoint } from './connections-endpoint';
import { ConnectionsTable, ENDING } from './connections-table';
import { HandshakeOrigins } from './handshake-origins';
import { LifecycleHooks, SHORTEN_HOOKS } from './lifecycle-hooks';
import { realtimeHandler } from './realtime-handler';
import { PERSISTENT, WorkQueue } from './work-queue';

const TIMEOUT = Duration.seconds(10);
const EXPIRY_TIMEOUT = Duration.seconds(30);
const MEMORY = 256;
const EXPIRY_BATCH = 10;
/** Functions that close connections at the same time: tokens that end together must not take the account's concurrency. */
const EXPIRY_CONCURRENCY = 10;

export interface ConnectionHandlersProps {
  readonly connections: ConnectionsTable;
  readonly endpoint: ConnectionsEndpoint;
  readonly hooks: LifecycleHooks;
  readonly origins: HandshakeOrigins;
  /** Claims that rules for channels ask for. */
  readonly claims: string[];
  /** Whether connections are closed when their authorization ends. */
  readonly closesExpired: boolean;
}

/** What writes connections down when they begin, and takes them out when they end. */
export class ConnectionHandlers extends Construct {
  public readonly connect: Function;
  public readonly disconnect: Function;
  public readonly functions: Function[];
  /** Where connections are noted that end with their tokens, if they do. */
  public readonly expiry?: WorkQueue;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ConnectionHandlersProps,
  ) {
    super(scope, id);
    this.expiry = props.closesExpired
      ? new WorkQueue(this, 'Expiry', { timeout: EXPIRY_TIMEOUT, ...PERSISTENT })
      : undefined;
    this.connect = this.makeConnect();
    this.disconnect = this.makeDisconnect();
    this.functions = [this.connect, this.disconnect, ...(this.expiry ? [this.closeExpired(this.expiry)] : [])];
  }

  private makeConnect(): Function {
    const { connections, hooks, origins, claims } = this.props;
    const fn = realtimeHandler<ConnectSettings>(this, 'Connect', {
      handler: 'connect',
      description: 'Checks the origin of a client and writes its connection down',
      timeout: TIMEOUT,
      memorySize: MEMORY,
      settings: () => ({
        tableName: connections.table.tableName,
        ...origins,
        claims,
        expiryQueueUrl: this.expiry?.queue.queueUrl,
        connectedQueueUrls: hooks.urls('connected'),
      }),
      shorten: 'cover several origins of cors by a pattern, such as "https://*.example.com"',
      statements: [...connections.statements('PutItem', 'DeleteItem'), ...(this.expiry?.sending() ?? [])],
    });
    hooks.announce('connected', fn);
    return fn;
  }

  private makeDisconnect(): Function {
    const { connections, hooks } = this.props;
    const fn = realtimeHandler<DisconnectSettings>(this, 'Disconnect', {
      handler: 'disconnect',
      description: 'Takes a connection that has ended out of the table',
      timeout: TIMEOUT,
      memorySize: MEMORY,
      settings: () => this.leaving(),
      shorten: SHORTEN_HOOKS,
      statements: connections.statements(...ENDING),
    });
    hooks.announce('disconnected', fn);
    return fn;
  }

  private closeExpired(expiry: WorkQueue): Function {
    const { connections, endpoint, hooks } = this.props;
    const fn = realtimeHandler<ExpirySettings>(this, 'CloseExpired', {
      handler: 'close-expired',
      description: 'Closes connections whose authorization has ended',
      timeout: EXPIRY_TIMEOUT,
      memorySize: MEMORY,
      managesConnections: true,
      settings: () => ({
        ...this.leaving(),
        callbackUrl: endpoint.url,
        expiryQueueUrl: expiry.queue.queueUrl,
      }),
      shorten: SHORTEN_HOOKS,
      statements: [
        ...connections.statements(...ENDING),
        endpoint.managing(),
        ...expiry.receiving(),
        ...expiry.sending(),
      ],
    });
    expiry.consume(fn, { batchSize: EXPIRY_BATCH, maxConcurrency: EXPIRY_CONCURRENCY });
    hooks.announce('disconnected', fn);
    return fn;
  }

  private leaving(): DisconnectSettings {
    const { connections, hooks } = this.props;
    return { tableName: connections.table.tableName, disconnectedQueueUrls: hooks.urls('disconnected') };
  }
}
