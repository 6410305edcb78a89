import { GatewayRequest, HeaderLine } from '../../core/request';

/** What an authorizer of an HTTP API gets to see of a request. */
export interface AuthorizerInput {
  readonly request: GatewayRequest;
  readonly routeKey: string;
  /** `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{METHOD}/{path}` */
  readonly routeArn: string;
  /** Scopes the route demands; empty when none. */
  readonly scopes: readonly string[];
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Resolves `$context.X` for identity sources; undefined when there is no such variable. */
  contextValue(name: string): string | undefined;
  /** The request's event in the given payload format, without body and authorizer, for Lambda authorizers (H-65, H-66). */
  event(format: '1.0' | '2.0'): Record<string, unknown>;
}

export type AuthorizerVerdict =
  | {
      readonly kind: 'allow';
      /** Becomes `requestContext.authorizer` of payload 2.0 (H-17): `{jwt}`, `{lambda}` or `{iam}`. */
      readonly context: Readonly<Record<string, unknown>>;
      /** Who it is, for the request log: a subject or an access key id. */
      readonly principal?: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'deny';
      readonly statusCode: 401 | 403 | 500;
      readonly headers: readonly HeaderLine[];
      /** For the developer's log, not for the caller. */
      readonly detail: string;
    };

export interface Authorizer {
  authorize(input: AuthorizerInput): Promise<AuthorizerVerdict>;
}
