import { Resource } from './deployable-templates';

export type Resources = Readonly<Record<string, Resource>>;

/** A route of an HTTP or a WebSocket API, as far as it matters who may call it. */
export interface V2Route {
  readonly id: string;
  readonly key: string;
  /** The logical id of its API. */
  readonly api: string;
  readonly isOfWebSocket: boolean;
  readonly authorizationType: string;
  readonly authorizer: unknown;
}

export function v2Routes(resources: Resources): V2Route[] {
  return Object.entries(v2Resources(resources, 'Route')).map(([id, route]) => {
    const { RouteKey, AuthorizationType = 'NONE', AuthorizerId } = route.Properties as Record<string, string>;
    return {
      id,
      key: RouteKey,
      api: apiOf(route),
      isOfWebSocket: isWebSocket(resources[apiOf(route)]),
      authorizationType: AuthorizationType,
      authorizer: AuthorizerId,
    };
  });
}

export function isGuarded({ authorizationType, authorizer }: V2Route): boolean {
  return authorizationType === 'AWS_IAM' || (['JWT', 'CUSTOM'].includes(authorizationType) && authorizer !== undefined);
}

/** Resources of a kind of `AWS::ApiGatewayV2`, by logical id. */
export function v2Resources(resources: Resources, kind: string): Resources {
  return Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type === `AWS::ApiGatewayV2::${kind}`));
}

/** The logical id of the API that a resource is part of. */
export function apiOf({ Properties }: Resource): string {
  return (Properties!.ApiId as { Ref: string }).Ref;
}

export function isWebSocket(api: Resource | undefined): boolean {
  return api?.Properties?.ProtocolType === 'WEBSOCKET';
}
