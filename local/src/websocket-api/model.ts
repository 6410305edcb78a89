import { AwsTarget } from '../aws-services/aws-target';
import { ApiStageModel } from '../core/api-stage-model';
import { ThrottleModel } from '../core/throttle-model';
import { StageUsageModel } from '../usage/model';

/** One stage of one WebSocket API, as the template has it, with every intrinsic resolved. */
export interface WebSocketApiModel extends ApiStageModel, StageUsageModel {
  readonly kind: 'WEBSOCKET';
  /** `$request.body.action` */
  readonly routeSelectionExpression: string;
  readonly routes: readonly WebSocketRouteModel[];
  readonly defaultThrottle?: ThrottleModel;
  /** Where a key comes from: the `x-api-key` header, or what the Lambda authorizer answers. */
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  /** Otherwise the service knows nothing of the stage's routes (W-35). */
  readonly isDeployed: boolean;
}

export interface WebSocketRouteModel {
  readonly logicalId: string;
  /** `$connect`, `$disconnect`, `$default` or a key of the user's. */
  readonly routeKey: string;
  /** Of `$connect` only, as are keys and parameters (W-5). */
  readonly authorization: WebSocketAuthorizationModel;
  readonly apiKeyRequired: boolean;
  readonly requiredParameters: RequiredParameters;
  readonly integration: WebSocketIntegrationModel;
  /** Whether what the integration answers goes back to the client (W-23). */
  readonly replies: boolean;
  readonly validation?: WebSocketValidationModel;
  readonly throttle?: ThrottleModel;
}

/** Names, by where they are. */
export interface RequiredParameters {
  readonly header: readonly string[];
  readonly querystring: readonly string[];
}

export type WebSocketAuthorizationModel =
  | { readonly kind: 'none' }
  | { readonly kind: 'iam' }
  | {
      readonly kind: 'lambda';
      readonly functionArn: string;
      /** `route.request.querystring.token` (W-6). */
      readonly identitySources: readonly string[];
    };

export type WebSocketIntegrationModel =
  | { readonly kind: 'lambda'; readonly functionArn: string; readonly timeoutMs: number }
  | (HttpTarget<'http'> & { readonly requestParameters: Readonly<Record<string, string>> })
  /** An HTTP backend without proxy. */
  | (HttpTarget<'http-mapped'> & { readonly mapping: MappingModel })
  | { readonly kind: 'mock'; readonly mapping: MappingModel }
  /** A service of AWS, or a function that is called without proxy. */
  | {
      readonly kind: 'aws';
      readonly target: AwsTarget;
      readonly method: string;
      readonly timeoutMs: number;
      readonly mapping: MappingModel;
    }
  /** The user asked to go on without something that the route needs: it still matches, and fails closed. */
  | { readonly kind: 'left-out'; readonly reason: string };

interface HttpTarget<K> {
  readonly kind: K;
  readonly url: string;
  readonly method: string;
  readonly timeoutMs: number;
}

/** How a message becomes a backend's request, and its answer a message. */
export interface MappingModel {
  /** `integration.request.header.id` to `context.connectionId`. */
  readonly requestParameters: Readonly<Record<string, string>>;
  readonly templateSelectionExpression?: string;
  readonly requestTemplates: Readonly<Record<string, string>>;
  /** Whether a message that no template fits takes the template's place. */
  readonly passesThrough: boolean;
  readonly responses: readonly IntegrationResponseModel[];
}

export interface IntegrationResponseModel {
  /** Of the key `/2\\d\\d/`; absent for `$default`. */
  readonly statusPattern?: string;
  readonly templateSelectionExpression?: string;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

/** JSON schemas by the key that the expression chooses (W-21). */
export interface WebSocketValidationModel {
  readonly modelSelectionExpression: string;
  readonly schemas: Readonly<Record<string, object>>;
}
