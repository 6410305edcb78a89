import { Note } from '../assembly';
import { TableModel } from '../dynamodb/table-model';
import { EventSourceModel } from '../event-sources/event-source-model';
import { FunctionModel } from '../functions/function-model';
import { HttpApiModel } from '../http-api/model';
import { RestApiModel } from '../rest-api/model';
import { SecretModel } from '../secrets/secret-model';
import { QueueModel } from '../sqs/queue-model';
import { UsageModel } from '../usage/model';
import { WebSocketApiModel } from '../websocket-api/model';

/** One stage of an API of any kind. */
export type ApiModel = HttpApiModel | RestApiModel | WebSocketApiModel;

/** Everything that is served, read from a cloud assembly. */
export interface AssemblyModel {
  readonly apis: readonly ApiModel[];
  readonly usage: UsageModel;
  readonly functions: readonly FunctionModel[];
  readonly tables: readonly TableModel[];
  readonly queues: readonly QueueModel[];
  readonly eventSources: readonly EventSourceModel[];
  readonly secrets: readonly SecretModel[];
  readonly notes: readonly Note[];
  /** Construct path of each resource, `Stack/LogicalId`, where known. */
  readonly constructPaths: ReadonlyMap<string, string>;
}
