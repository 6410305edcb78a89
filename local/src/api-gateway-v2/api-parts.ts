import { AssemblyView, ResourceReader } from '../assembly';
import { partsByApi } from '../assembly/parts-by-api';

/** The resources that make up one HTTP or WebSocket API, wherever in the assembly they are. */
export interface ApiParts {
  readonly stages: readonly ResourceReader[];
  readonly deployments: readonly ResourceReader[];
  readonly routes: readonly ResourceReader[];
  readonly integrations: readonly ResourceReader[];
  readonly authorizers: readonly ResourceReader[];
  /** Ids of integrations and authorizers that the user asked to go on without. */
  readonly ignoredIds: ReadonlySet<string>;
}

export function apiParts(view: AssemblyView): (apiId: string) => ApiParts {
  const stages = partsOfType(view, 'Stage');
  const deployments = partsOfType(view, 'Deployment');
  const routes = partsOfType(view, 'Route');
  const integrations = partsOfType(view, 'Integration');
  const authorizers = partsOfType(view, 'Authorizer');
  const ignored = view.ignored('AWS::ApiGatewayV2::Integration', 'AWS::ApiGatewayV2::Authorizer');
  const ignoredIds = new Set(ignored.map(({ ref }) => ref).filter((ref) => ref !== undefined));
  return (apiId) => ({
    stages: stages(apiId),
    deployments: deployments(apiId),
    routes: routes(apiId),
    integrations: integrations(apiId),
    authorizers: authorizers(apiId),
    ignoredIds,
  });
}

export function partsOfType(view: AssemblyView, type: string): (apiId: string) => readonly ResourceReader[] {
  return partsByApi(view.resources(`AWS::ApiGatewayV2::${type}`), 'ApiId');
}
