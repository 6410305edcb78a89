import { AssemblyView, ResourceReader } from '../../assembly';

/** The resources that make up one WebSocket API, wherever in the assembly they are. */
export interface ApiParts {
  readonly stages: readonly ResourceReader[];
  readonly deployments: readonly ResourceReader[];
  readonly routes: readonly ResourceReader[];
  readonly integrations: readonly ResourceReader[];
  readonly authorizers: readonly ResourceReader[];
  readonly models: readonly ResourceReader[];
  readonly integrationResponses: readonly ResourceReader[];
  readonly routeResponses: readonly ResourceReader[];
  /** Ids of its integrations and authorizers that the user asked to go on without. */
  readonly ignoredIds: ReadonlySet<string>;
}

/** The parts that name an API in their `ApiId`, which may be one of another stack. */
export function apiParts(view: AssemblyView, apiId: string): ApiParts {
  const parts = (type: string): ResourceReader[] =>
    view.resources(`AWS::ApiGatewayV2::${type}`).filter((part) => part.string('ApiId') === apiId);
  const ignored = view.ignored('AWS::ApiGatewayV2::Integration', 'AWS::ApiGatewayV2::Authorizer');
  return {
    stages: parts('Stage'),
    deployments: parts('Deployment'),
    routes: parts('Route'),
    integrations: parts('Integration'),
    authorizers: parts('Authorizer'),
    models: parts('Model'),
    integrationResponses: parts('IntegrationResponse'),
    routeResponses: parts('RouteResponse'),
    ignoredIds: new Set(ignored.map(({ ref }) => ref).filter((ref) => ref !== undefined)),
  };
}
