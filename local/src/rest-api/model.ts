import { AwsTarget } from '../aws-services/aws-target';
import { ApiStageModel } from '../core/api-stage-model';
import { Unsupported } from '../core/errors';
import { ThrottleModel } from '../core/throttle-model';
import { StageUsageModel } from '../usage/model';
import { Throttled } from '../usage/throttles';
import { ResourcePolicyModel } from './resource-policy/model';

/** One stage of one REST API, as its OpenAPI body has it, with every intrinsic resolved. */
export interface RestApiModel extends ApiStageModel, StageUsageModel {
  readonly kind: 'REST';
  readonly deploymentId: string;
  readonly methods: readonly RestMethodModel[];
  readonly binaryMediaTypes: readonly string[];
  /** Absent where nothing is compressed or decompressed. */
  readonly minimumCompressionBytes?: number;
  /** Where a key comes from: the `x-api-key` header, or what the Lambda authorizer answers. */
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  /** By type, such as `DEFAULT_4XX`. */
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponseModel>;
  /** Absent when everybody may call. */
  readonly resourcePolicy?: ResourcePolicyModel;
  readonly canary?: CanaryModel;
  /** Whether this is the canary of a stage; absent where there is none. */
  readonly isCanary?: boolean;
}

/** What a share of a stage's requests gets instead of the stage. */
export interface CanaryModel {
  /** 0 to 100. */
  readonly percentTraffic: number;
  readonly usesStageCache: boolean;
  readonly stage: RestApiModel;
}

export interface RestMethodModel {
  /** `/orders/{id}` */
  readonly resourcePath: string;
  readonly resourceId: string;
  /** `GET`, or `ANY`. */
  readonly httpMethod: string;
  readonly operationName?: string;
  /** Where the template has it. */
  readonly source: Omit<Unsupported, 'reason'>;
  readonly authorization: RestAuthorizationModel;
  readonly apiKeyRequired: boolean;
  readonly validation: ValidationModel;
  readonly integration: RestIntegrationModel;
  /** Statuses that the method declares; the response of a template must have one of them. */
  readonly statuses: ReadonlySet<string>;
  readonly throttle?: ThrottleModel;
  readonly cacheKey: CacheKeyModel;
  /** Absent where the stage does not cache its answers. */
  readonly cache?: CacheModel;
}

export type RestAuthorizationModel =
  | { readonly kind: 'none' }
  | { readonly kind: 'iam' }
  | {
      readonly kind: 'cognito';
      readonly authorizerName: string;
      readonly header: string;
      /** `https://cognito-idp.{region}.amazonaws.com/{pool}` of each user pool. */
      readonly issuers: readonly string[];
      /** Matched against the audience of ID tokens. */
      readonly audiencePattern?: string;
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: 'lambda';
      readonly authorizerName: string;
      readonly type: 'TOKEN' | 'REQUEST';
      readonly functionArn: string;
      /** `method.request.header.Authorization` */
      readonly identitySources: readonly string[];
      readonly tokenPattern?: string;
      readonly resultTtlSeconds: number;
    };

export interface ValidationModel {
  readonly validatesParameters: boolean;
  readonly validatesBody: boolean;
  /** Names of required parameters by where they are. */
  readonly required: Readonly<Record<'header' | 'path' | 'querystring', readonly string[]>>;
  /** Complete JSON schemas by content type. */
  readonly schemas: Readonly<Record<string, object>>;
}

export type RestIntegrationModel =
  | {
      readonly kind: 'lambda';
      readonly functionArn: string;
      readonly timeoutMs: number;
      readonly requestParameters: Readonly<Record<string, string>>;
      /** Lambda is invoked by POST; anything else fails when it is called. */
      readonly httpMethod: string;
    }
  | { readonly kind: 'mock'; readonly mapping: MappingModel }
  /** A service of AWS, or a function that is called without proxy. */
  | {
      readonly kind: 'aws';
      readonly target: AwsTarget;
      readonly httpMethod: string;
      readonly timeoutMs: number;
      readonly mapping: MappingModel;
    }
  | HttpTarget<'http'>
  | HttpTarget<'http-proxy'>
  /** Goes on matching, so that no other method gets its requests, and fails closed. */
  | { readonly kind: 'left-out'; readonly reason: string };

interface HttpTarget<K> {
  readonly kind: K;
  readonly url: string;
  readonly httpMethod: string;
  readonly timeoutMs: number;
  readonly mapping: MappingModel;
}

/** How a request becomes the backend's, and the backend's response the caller's. */
export interface MappingModel {
  readonly requestParameters: Readonly<Record<string, string>>;
  /** By content type. */
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly passthrough: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  readonly contentHandling?: ContentHandling;
  readonly responses: readonly IntegrationResponseModel[];
}

export interface IntegrationResponseModel {
  /** Absent for the default response. */
  readonly selectionPattern?: string;
  readonly statusCode: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly contentHandling?: ContentHandling;
}

/** What tells cached answers apart. */
export interface CacheKeyModel {
  /** Methods of the same namespace share answers. */
  readonly namespace: string;
  /** Mapping sources: `method.request.querystring.page`. */
  readonly parameters: readonly string[];
}

/** How the stage caches the answers of a method. */
export interface CacheModel {
  readonly ttlSeconds: number;
  /** Methods of requests that are cached: by default GET alone. */
  readonly requests: 'GET' | 'ALL';
  /** Whether it takes `execute-api:InvalidateCache` to renew an answer. */
  readonly requiresAuthorization: boolean;
  /** What becomes of those who lack it. */
  readonly unauthorized: UnauthorizedCacheControl;
}

export type UnauthorizedCacheControl = (typeof UNAUTHORIZED_CACHE_CONTROL)[number];

export const UNAUTHORIZED_CACHE_CONTROL = [
  'FAIL_WITH_403',
  'SUCCEED_WITH_RESPONSE_HEADER',
  'SUCCEED_WITHOUT_RESPONSE_HEADER',
] as const;

export type ContentHandling = 'CONVERT_TO_TEXT' | 'CONVERT_TO_BINARY';

export interface GatewayResponseModel {
  readonly statusCode?: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
}

/** Those of the canary, too, whose variables may lead elsewhere. */
export function allMethods({ methods, canary }: RestApiModel): readonly RestMethodModel[] {
  return [...methods, ...(canary?.stage.methods ?? [])];
}

export function methodKey({ httpMethod, resourcePath }: RestMethodModel): string {
  return `${httpMethod} ${resourcePath}`;
}

/** */
export function throttled(method: RestMethodModel): Throttled {
  const { resourcePath, httpMethod, throttle } = method;
  return { routeKey: methodKey(method), planKey: `${resourcePath}/${httpMethod}`, throttle };
}

/** A method that the user asked to go on without. Nothing is asked of a caller who gets an error anyway. */
export function leftOutMethod(method: RestMethodModel, reason: string): RestMethodModel {
  return {
    ...method,
    authorization: { kind: 'none' },
    apiKeyRequired: false,
    validation: NO_VALIDATION,
    integration: { kind: 'left-out', reason },
  };
}

export const NO_VALIDATION: ValidationModel = {
  validatesParameters: false,
  validatesBody: false,
  required: { header: [], path: [], querystring: [] },
  schemas: {},
};
