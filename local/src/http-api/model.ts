import { ApiStageModel } from '../core/api-stage-model';
import { ThrottleModel } from '../core/throttle-model';

/** One stage of one HTTP API, as the template has it, with every intrinsic resolved. */
export interface HttpApiModel extends ApiStageModel {
  readonly kind: 'HTTP';
  readonly routes: readonly HttpRouteModel[];
  readonly cors?: HttpCorsModel;
  readonly defaultThrottle?: ThrottleModel;
}

export interface HttpRouteModel {
  readonly logicalId: string;
  /** `GET /orders/{id}`, `ANY /x`, `$default` */
  readonly routeKey: string;
  readonly authorization: AuthorizationModel;
  readonly integration: HttpIntegrationModel;
  readonly throttle?: ThrottleModel;
}

export type AuthorizationModel =
  | { readonly kind: 'none' }
  | { readonly kind: 'iam' }
  | {
      readonly kind: 'jwt';
      readonly authorizerId: string;
      /** A single expression, such as `$request.header.Authorization`. */
      readonly identitySource: string;
      readonly issuer: string;
      readonly audience: readonly string[];
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: 'lambda';
      readonly authorizerId: string;
      readonly functionArn: string;
      readonly identitySources: readonly string[];
      readonly payloadFormat: '1.0' | '2.0';
      readonly simpleResponses: boolean;
      readonly resultTtlSeconds: number;
    };

export type HttpIntegrationModel =
  | {
      readonly kind: 'lambda';
      readonly functionArn: string;
      readonly payloadFormat: '1.0' | '2.0';
      readonly timeoutMs: number;
      readonly requestParameters: Readonly<Record<string, string>>;
      readonly responseParameters: ResponseParameters;
    }
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly method: string;
      readonly timeoutMs: number;
      readonly requestParameters: Readonly<Record<string, string>>;
      readonly responseParameters: ResponseParameters;
    }
  /** An action of a service of AWS. */
  | {
      readonly kind: 'service';
      readonly service: 'events' | 'sqs';
      /** `SendMessage` */
      readonly action: string;
      /** Of the action: what they are mapped from. */
      readonly parameters: Readonly<Record<string, string>>;
      readonly timeoutMs: number;
      readonly responseParameters: ResponseParameters;
    }
  /** The user asked to go on without something that the route needs: it still matches, and fails closed. */
  | { readonly kind: 'left-out'; readonly reason: string };

/** By backend status, such as `'404'`: mapping key to value (H-74). */
export type ResponseParameters = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface HttpCorsModel {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number;
  readonly allowCredentials: boolean;
}
