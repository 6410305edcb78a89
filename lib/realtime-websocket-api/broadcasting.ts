import { Duration, Token } from 'aws-cdk-lib';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { DeliverySettings, DispatchSettings } from '../runtime/contract/realtime/settings';
import { BroadcastOptions } from './broadcast-options';
import { ConnectionsEndpoint } from './connections-endpoint';
import { ConnectionsTable, ENDING, ItemAction } from './connections-table';
import { LifecycleHooks, SHORTEN_HOOKS } from './lifecycle-hooks';
import { realtimeHandler } from './realtime-handler';
import { PERSISTENT, WorkQueue } from './work-queue';

const TIMEOUT = Duration.seconds(30);
const MEMORY = 512;
/** Jobs, of up to 100 recipients each, that a function takes at once. A broadcast may fill its memory alone. */
const JOBS = 5;
const DEFAULT_CONCURRENCY = 10;

export interface BroadcastingProps {
  readonly options: BroadcastOptions;
  readonly connections: ConnectionsTable;
  readonly endpoint: ConnectionsEndpoint;
  readonly hooks: LifecycleHooks;
}

/** From a message on a queue to frames at many connections (ADR 0011). */
export class Broadcasting extends Construct {
  public readonly broadcasts: WorkQueue;
  public readonly deliveries: WorkQueue;
  public readonly functions: Function[];

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: BroadcastingProps,
  ) {
    super(scope, id);
    const { encryptionKey, deliveryConcurrency = DEFAULT_CONCURRENCY } = props.options;
    this.checkConcurrency(deliveryConcurrency);
    // what a function that died had delivered has an id to be forgotten by
    const settings = { timeout: TIMEOUT, encryptionKey, ...PERSISTENT };
    this.broadcasts = new WorkQueue(this, 'Broadcasts', settings);
    this.deliveries = new WorkQueue(this, 'Deliveries', settings);
    const maxConcurrency = deliveryConcurrency;
    const [dispatch, deliver] = [this.makeDispatch(), this.makeDeliver()];
    this.broadcasts.consume(dispatch, { batchSize: 1, maxConcurrency });
    this.deliveries.consume(deliver, { batchSize: JOBS, maxConcurrency });
    this.functions = [dispatch, deliver];
  }

  public grantBroadcast(grantee: IGrantable): Grant {
    const grant = Grant.addToPrincipal({
      grantee,
      actions: ['sqs:SendMessage'],
      resourceArns: [this.broadcasts.queue.queueArn],
    });
    const { encryptionKey } = this.props.options;
    return encryptionKey ? grant.combine(encryptionKey.grantEncryptDecrypt(grantee)) : grant;
  }

  private makeDispatch(): Function {
    return this.makeWorker<DispatchSettings>('Dispatch', {
      handler: 'dispatch',
      description: 'Finds out whom a broadcast is for, and delivers it where that is few',
      source: this.broadcasts,
      settings: () => ({ ...this.settings(this.broadcasts), broadcastQueueUrl: this.broadcasts.queue.queueUrl }),
      items: ['GetItem', 'Query', ...ENDING],
      // what it can't do in time goes back to the queue it came from
      own: this.broadcasts.sending(),
    });
  }

  private makeDeliver(): Function {
    return this.makeWorker<DeliverySettings>('Deliver', {
      handler: 'deliver',
      description: 'Delivers broadcasts to some of their recipients',
      source: this.deliveries,
      settings: () => this.settings(this.deliveries),
      items: ENDING,
      own: [],
    });
  }

  private settings(source: WorkQueue): DeliverySettings {
    return {
      tableName: this.props.connections.table.tableName,
      disconnectedQueueUrls: this.props.hooks.urls('disconnected'),
      callbackUrl: this.props.endpoint.url,
      deliveryQueueUrl: this.deliveries.queue.queueUrl,
      deadLetterQueueUrl: source.deadLetters.queueUrl,
    };
  }

  private makeWorker<Settings>(id: string, { source, items, own, ...worker }: Worker<Settings>): Function {
    const { connections, endpoint, hooks } = this.props;
    const fn = realtimeHandler<Settings>(this, id, {
      ...worker,
      timeout: TIMEOUT,
      memorySize: MEMORY,
      managesConnections: true,
      shorten: SHORTEN_HOOKS,
      statements: [
        ...connections.statements(...items),
        endpoint.managing(),
        ...source.receiving(),
        ...source.settingAside(),
        ...this.deliveries.sending(),
        ...own,
      ],
    });
    hooks.announce('disconnected', fn);
    return fn;
  }

  private checkConcurrency(concurrency: number): void {
    const isOne = Number.isInteger(concurrency) && concurrency >= 2 && concurrency <= 1_000;
    if (!Token.isUnresolved(concurrency) && !isOne) {
      const remedy = 'give a whole number from 2 to 1000';
      refuse(this, 'deliveryConcurrency is out of range', concurrency, remedy);
    }
  }
}

interface Worker<Settings> {
  readonly handler: string;
  readonly description: string;
  readonly source: WorkQueue;
  readonly settings: () => Settings;
  readonly items: ItemAction[];
  readonly own: ReturnType<WorkQueue['sending']>;
}
