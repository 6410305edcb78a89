import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { Authorization, MeteredRestApi, MeteredRestApiProps } from '../../lib';
import { propertiesOf } from '../secure-http-api/api-under-test';

export function restApiIn(scope: Construct, props: Partial<MeteredRestApiProps> = {}, id = 'Api'): MeteredRestApi {
  return new MeteredRestApi(scope, id, { authorization: Authorization.iam(), ...props });
}

/** Adding to an API at the path `Stack/Api`, for `expect(...).toThrow`. */
export function withApi(props: Partial<MeteredRestApiProps>, use: (api: MeteredRestApi, stack: Stack) => unknown) {
  return () => {
    const stack = new Stack(new App(), 'Stack');
    return use(restApiIn(stack, props), stack);
  };
}

export interface Operation {
  readonly security: Record<string, string[]>[];
  readonly parameters?: { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: unknown;
  readonly 'x-amazon-apigateway-integration': Record<string, unknown>;
  readonly [extension: string]: unknown;
}

export interface Body {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly securitySchemes: Record<string, Record<string, unknown>>;
    readonly schemas?: Record<string, unknown>;
  };
  readonly [extension: string]: unknown;
}

/** The body of the only REST API in a template. */
export function bodyOf(template: Template): Body {
  const [api] = Object.values(propertiesOf(template, 'AWS::ApiGateway::RestApi'));
  return api.Body as Body;
}

/** With intrinsics replaced by a text and no greedy paths, as programs that know nothing of AWS need it. */
export function resolved(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(resolved);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const keys = Object.keys(value);
  if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) {
    return 'resolved';
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.replace('+}', '}'), resolved(member)]));
}
