import { AssemblyView, InlineCodeFolder, Note, readAssembly, readFunction, ResourceReader } from '../assembly';
import { GatewayError } from '../core/errors';
import { TableModel, tableModel } from '../dynamodb/table-model';
import { unqualifiedArn } from '../functions/function-arn';
import { FunctionModel } from '../functions/function-model';
import { unsupportedRuntime } from '../functions/runtimes';
import { HttpApiModel, HttpRouteModel } from '../http-api/model';
import { leftOut } from '../http-api/read/read-route';
import { readHttpApis } from '../http-api/read/read-http-apis';
import { refuseOtherApis } from './other-apis';

/** Everything that is served, read from a cloud assembly. */
export interface AssemblyModel {
  readonly apis: readonly HttpApiModel[];
  readonly functions: readonly FunctionModel[];
  readonly tables: readonly TableModel[];
  readonly notes: readonly Note[];
  /** Construct path of each resource, `Stack/LogicalId`, where known. */
  readonly constructPaths: ReadonlyMap<string, string>;
}

/** Reads an assembly, or throws everything in it that can't be served, in one error. */
export function readAssemblyModel(
  directory: string,
  ignore: readonly string[],
  inlineCode: InlineCodeFolder,
): AssemblyModel {
  const stacks = readAssembly(directory);
  const view = new AssemblyView(stacks, new Set(ignore));
  const unknown = view.unknownIgnores();
  if (unknown.length > 0) {
    throw new GatewayError(`--ignore ${unknown.join(', ')}: there is no such logical id in this assembly`);
  }
  refuseOtherApis(view);
  const apis = readHttpApis(view);
  const functions = new FunctionCatalogue(view);
  const served = apis.map((api) => ({ ...api, routes: api.routes.map((route) => functions.check(route, api, view)) }));
  const models = functions.needed().map((resource) => readFunction(resource, { inlineCode, unsupportedRuntime }));
  const tables = readTables(view);
  view.findings.throwIfAny();
  return {
    apis: served,
    functions: models.filter((model) => model !== undefined),
    tables,
    notes: view.findings.notes,
    constructPaths: new Map(
      stacks.flatMap((stack) =>
        [...stack.constructPaths].map(([logicalId, path]) => [`${stack.id}/${logicalId}`, path]),
      ),
    ),
  };
}

/** Which functions the routes and authorizers call. Only those are read: the others may be of any kind. */
class FunctionCatalogue {
  private readonly byArn: ReadonlyMap<string, ResourceReader>;
  private readonly ignoredArns: ReadonlySet<string>;
  private readonly wanted = new Set<ResourceReader>();

  public constructor(view: AssemblyView) {
    const arnOf = (resource: ResourceReader): string => resource.attribute('Arn') ?? '';
    this.byArn = new Map(view.resources('AWS::Lambda::Function').map((resource) => [arnOf(resource), resource]));
    this.ignoredArns = new Set(view.ignored('AWS::Lambda::Function').map(arnOf));
  }

  /** The route as it is, or failing closed when a function that it needs is ignored. */
  public check(route: HttpRouteModel, api: HttpApiModel, view: AssemblyView): HttpRouteModel {
    const arns = [route.integration, route.authorization]
      .filter((part) => part.kind === 'lambda')
      .map(({ functionArn }) => unqualifiedArn(functionArn));
    if (arns.some((arn) => this.ignoredArns.has(arn))) return { ...route, ...leftOut('its function is ignored') };
    for (const arn of arns) {
      const resource = this.byArn.get(arn);
      if (resource) this.wanted.add(resource);
      else {
        view.findings.refuse({
          stack: api.stack,
          logicalId: route.logicalId,
          type: 'AWS::ApiGatewayV2::Route',
          property: 'Target',
          reason: `calls ${arn}, which is no function of this assembly`,
        });
      }
    }
    return route;
  }

  public needed(): ResourceReader[] {
    return [...this.wanted];
  }
}

const TABLE_PROPERTIES = ['KeySchema', 'AttributeDefinitions', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'];

function readTables(view: AssemblyView): TableModel[] {
  return view.resources('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((table) => {
    const properties = Object.fromEntries(TABLE_PROPERTIES.map((name) => [name, table.value(name)]));
    return tableModel(table.stack.id, table.logicalId, table.ref ?? '', properties);
  });
}
