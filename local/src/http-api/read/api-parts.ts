import { AssemblyView, ResourceReader } from '../../assembly';

/** The resources that make up one API, wherever in the assembly they are. */
export interface ApiParts {
  readonly stages: readonly ResourceReader[];
  readonly deployments: readonly ResourceReader[];
  readonly routes: readonly ResourceReader[];
  readonly integrations: readonly ResourceReader[];
  readonly authorizers: readonly ResourceReader[];
  /** Ids of its integrations and authorizers that the user asked to go on without. */
  readonly ignoredIds: ReadonlySet<string>;
}

type PartsByApi = (apiId: string) => ApiParts;

/** Sorts the parts by their `ApiId`, which may be that of an API in another stack. */
export function partsByApi(view: AssemblyView): PartsByApi {
  const grouped = (type: string): Map<string, ResourceReader[]> => {
    const groups = new Map<string, ResourceReader[]>();
    for (const part of view.resources(`AWS::ApiGatewayV2::${type}`)) {
      const apiId = part.string('ApiId') ?? '';
      groups.set(apiId, [...(groups.get(apiId) ?? []), part]);
    }
    return groups;
  };
  const stages = grouped('Stage');
  const deployments = grouped('Deployment');
  const routes = grouped('Route');
  const integrations = grouped('Integration');
  const authorizers = grouped('Authorizer');
  const ignoredIds = new Set(
    view
      .ignored('AWS::ApiGatewayV2::Integration', 'AWS::ApiGatewayV2::Authorizer')
      .map(({ ref }) => ref)
      .filter((ref) => ref !== undefined),
  );
  return (apiId) => ({
    stages: stages.get(apiId) ?? [],
    deployments: deployments.get(apiId) ?? [],
    routes: routes.get(apiId) ?? [],
    integrations: integrations.get(apiId) ?? [],
    authorizers: authorizers.get(apiId) ?? [],
    ignoredIds,
  });
}
