import { AssemblyView, readAssembly } from '../../assembly';
import { checkTransforms } from '../../assembly/check-transforms';
import { checkProperties } from '../../assembly/property-table';
import { GatewayError } from '../../core/errors';
import { globalTableProperties, tableProperties } from '../../dynamodb/table-properties';
import { TableModel, tableModel } from '../../dynamodb/table-model';
import { readHttpApis } from '../../http-api/read/read-http-apis';
import { readRestApis } from '../../rest-api/read/read-rest-apis';
import { readSecrets } from '../../secrets/read-secrets';
import { UsageCatalogue } from '../../usage/read/usage-catalogue';
import { readWebSocketApis } from '../../websocket-api/read/read-websocket-apis';
import { AssemblyModel } from '../assembly-model';
import { AssemblyIndex } from './assembly-index';
import { FunctionReading } from './backstage';
import { CalledFunctions } from './called-functions';
import { calledQueues } from './called-services';
import { checkResourceTypes } from './check-resource-types';
import { readBackstage } from './read-backstage';
import { withHttpFunctions, withRestFunctions, withWebSocketFunctions } from './with-called-functions';

/** Reads an assembly, or throws everything in it that can't be served, in one error. */
export function readAssemblyModel(
  directory: string,
  ignore: readonly string[],
  reading: FunctionReading,
): AssemblyModel {
  const stacks = readAssembly(directory);
  const view = new AssemblyView(stacks, new Set(ignore));
  checkTransforms(view);
  checkResourceTypes(view);
  // what nobody needs may be of any kind: the index tells no finding of this view
  const index = new AssemblyIndex(new AssemblyView(stacks, new Set(ignore)));
  const functions = new CalledFunctions(index);
  const usage = new UsageCatalogue(view);
  const apis = [
    ...readHttpApis(view).map((api) => withHttpFunctions(api, functions, view)),
    ...readRestApis(view, usage).map((api) => withRestFunctions(api, functions, view)),
    ...readWebSocketApis(view, usage).map((api) => withWebSocketFunctions(api, functions, view)),
  ];
  const unknown = view.unknownIgnores();
  if (unknown.length > 0) {
    throw new GatewayError(`--ignore ${unknown.join(', ')}: there is no such logical id in this assembly`);
  }
  const backstage = readBackstage(
    view,
    new Set(ignore),
    { functions: functions.all, queues: calledQueues(apis) },
    index,
    reading,
  );
  const tables = readTables(view);
  const secrets = readSecrets(view, new Set(ignore));
  view.findings.throwIfAny();
  return {
    apis,
    usage: usage.model,
    functions: backstage.functions,
    tables,
    queues: backstage.queues,
    eventSources: backstage.eventSources,
    secrets,
    notes: view.findings.notes,
    constructPaths: new Map(
      stacks.flatMap((stack) =>
        [...stack.constructPaths].map(([logicalId, path]) => [`${stack.id}/${logicalId}`, path]),
      ),
    ),
  };
}

const TABLE_PROPERTIES = ['KeySchema', 'AttributeDefinitions', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'];

function readTables(view: AssemblyView): TableModel[] {
  return view.resources('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((table) => {
    checkProperties(table, table.type === 'AWS::DynamoDB::Table' ? tableProperties : globalTableProperties);
    const properties = Object.fromEntries(TABLE_PROPERTIES.map((name) => [name, table.value(name)]));
    return tableModel(table.stack.id, table.logicalId, table.ref ?? '', properties, table.stack.region);
  });
}
