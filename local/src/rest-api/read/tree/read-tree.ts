import { AssemblyView, ResourceReader } from '../../../assembly';
import { methodKey, RestMethodModel } from '../../model';
import { parseResourcePath } from '../../resource-path';
import { ApiParts } from '../api-parts';
import { PropertyNode } from '../../../assembly/property-node';
import { readTreeMethod } from './read-tree-method';
import { resourcePaths } from './resource-paths';
import { TreeAuthorizers } from './tree-authorizers';
import { TreeModels } from './tree-models';

export interface TreeProps {
  readonly api: ResourceReader;
  readonly body: PropertyNode;
  readonly parts: ApiParts;
  readonly view: AssemblyView;
  /** What the API's body brings along. */
  readonly bodyMethods: readonly RestMethodModel[];
}

/** The methods of an API that are resources of their own. What can't be served is refused, and left out. */
export function readTree({ api, body, parts: { wanted, ignored }, view, bodyMethods }: TreeProps): RestMethodModel[] {
  const resources = [...wanted.Resource, ...ignored.Resource];
  const others = bodyMethods.map(({ resourcePath }) => resourcePath);
  const paths = resourcePaths({ resources, rootId: api.attribute('RootResourceId') ?? '', others });
  const namesInBody = body.get('components').get('securitySchemes').entries();
  const context = {
    paths,
    authorizers: new TreeAuthorizers(
      wanted.Authorizer,
      namesInBody.map(([name]) => name),
    ),
    models: new TreeModels(wanted.Model, body.isSet),
    validators: wanted.RequestValidator,
    isIgnored: (key: string) => view.isPartIgnored(api, key),
    ignoredIds: new Set([ignored.Authorizer, ignored.Model, ignored.RequestValidator, ignored.Resource].flatMap(idsOf)),
  };
  const methods = wanted.Method.map((method) => readTreeMethod(method, context)).filter(isThere);
  refuseTwins(bodyMethods, methods, view);
  const leftOut = ignored.Method.map((method) => readTreeMethod(method, { ...context, isIgnored: () => true }));
  return [...methods, ...withoutTwins(leftOut.filter(isThere), [...bodyMethods, ...methods])].filter(isMatchable);
}

function isThere(method: RestMethodModel | undefined): method is RestMethodModel {
  return method !== undefined;
}

/** A resource that is ignored for its path serves nothing. */
function isMatchable({ resourcePath }: RestMethodModel): boolean {
  return !('problem' in parseResourcePath(resourcePath));
}

/** What is ignored stands behind what is there. */
function withoutTwins(methods: readonly RestMethodModel[], others: readonly RestMethodModel[]): RestMethodModel[] {
  const keys = new Set(others.map(methodKey));
  return methods.filter((method) => !keys.has(methodKey(method)));
}

function idsOf(resources: readonly ResourceReader[]): string[] {
  return resources.map(({ ref }) => ref).filter((ref) => ref !== undefined);
}

function refuseTwins(
  bodyMethods: readonly RestMethodModel[],
  methods: readonly RestMethodModel[],
  view: AssemblyView,
): void {
  const seen = new Set(bodyMethods.map(methodKey));
  for (const method of methods) {
    const { stack, logicalId, type } = method.source;
    const reason = `there is another method ${methodKey(method)}`;
    if (seen.has(methodKey(method))) view.findings.refuse({ stack, logicalId, type, reason });
    seen.add(methodKey(method));
  }
}
