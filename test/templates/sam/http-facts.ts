import { permissionFacts } from './permissions';
import { functionIn, propertiesOf, Resources } from './templates';

interface Route {
  readonly key: string;
  readonly function: unknown;
  readonly payload: unknown;
  readonly authorization: 'nothing' | 'a signature' | { readonly function: unknown };
}

interface Authorizer {
  readonly function: unknown;
  readonly identitySources: unknown;
  readonly payload: unknown;
  readonly isSimple: unknown;
  readonly seconds: unknown;
}

interface HttpApi {
  readonly routes: readonly Route[];
  readonly authorizers: readonly Authorizer[];
  readonly cors: Readonly<Record<string, unknown>>;
}

interface SamOperation {
  readonly security: Record<string, string[]>[];
  readonly 'x-amazon-apigateway-integration': { readonly uri: unknown; readonly payloadFormatVersion: string };
}

interface SamScheme {
  readonly 'x-amazon-apigateway-authorizer': {
    readonly authorizerUri: unknown;
    readonly identitySource: string[];
    readonly authorizerPayloadFormatVersion: string;
    readonly enableSimpleResponses: boolean;
    readonly authorizerResultTtlInSeconds?: number;
  };
}

interface SamBody {
  readonly paths: Record<string, Record<string, SamOperation>>;
  readonly components: { readonly securitySchemes: Record<string, SamScheme> };
  readonly 'x-amazon-apigateway-cors': Record<string, unknown>;
}

/** What an HTTP API does that AWS SAM writes as an OpenAPI body. */
export function samFacts(resources: Resources): string[] {
  const body = propertiesOf(resources, 'AWS::ApiGatewayV2::Api')[0].Body as SamBody;
  const schemes = lambdaSchemes(body);
  const routes = Object.entries(body.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => ({
      key: `${verb === 'x-amazon-apigateway-any-method' ? 'ANY' : verb.toUpperCase()} ${path}`,
      function: operation['x-amazon-apigateway-integration'].uri,
      payload: operation['x-amazon-apigateway-integration'].payloadFormatVersion,
      authorization: samAuthorization(operation, schemes),
    })),
  );
  const authorizers = Object.values(schemes).map(({ 'x-amazon-apigateway-authorizer': authorizer }) => ({
    function: authorizer.authorizerUri,
    identitySources: authorizer.identitySource,
    payload: authorizer.authorizerPayloadFormatVersion,
    isSimple: authorizer.enableSimpleResponses,
    seconds: authorizer.authorizerResultTtlInSeconds,
  }));
  return facts(resources, { routes, authorizers, cors: body['x-amazon-apigateway-cors'] });
}

/** Signatures have a scheme as well, without an authorizer. */
function lambdaSchemes({ components }: SamBody): Record<string, SamScheme> {
  const schemes = Object.entries(components.securitySchemes);
  return Object.fromEntries(schemes.filter(([, scheme]) => 'x-amazon-apigateway-authorizer' in scheme));
}

function samAuthorization({ security }: SamOperation, schemes: Record<string, SamScheme>): Route['authorization'] {
  const [name] = security.flatMap(Object.keys);
  if (name === 'AWS_IAM') {
    return 'a signature';
  }
  return name in schemes ? { function: schemes[name]['x-amazon-apigateway-authorizer'].authorizerUri } : 'nothing';
}

/** What an HTTP API does that is written as resources. */
export function ourFacts(resources: Resources): string[] {
  const at = (reference: unknown) => resources[(reference as { Ref: string }).Ref].Properties;
  const routes = propertiesOf(resources, 'AWS::ApiGatewayV2::Route').map((route): Route => {
    const { 'Fn::Join': target } = route.Target as { 'Fn::Join': [string, [string, unknown]] };
    const { IntegrationUri, PayloadFormatVersion } = at(target[1][1]);
    const byType: Record<string, () => Route['authorization']> = {
      NONE: () => 'nothing',
      AWS_IAM: () => 'a signature',
      CUSTOM: () => ({ function: at(route.AuthorizerId).AuthorizerUri }),
    };
    return {
      key: String(route.RouteKey),
      function: IntegrationUri,
      payload: PayloadFormatVersion,
      authorization: byType[String(route.AuthorizationType)](),
    };
  });
  const authorizers = propertiesOf(resources, 'AWS::ApiGatewayV2::Authorizer').map((authorizer) => ({
    function: authorizer.AuthorizerUri,
    identitySources: authorizer.IdentitySource,
    payload: authorizer.AuthorizerPayloadFormatVersion,
    isSimple: authorizer.EnableSimpleResponses,
    seconds: authorizer.AuthorizerResultTtlInSeconds,
  }));
  const { CorsConfiguration } = propertiesOf(resources, 'AWS::ApiGatewayV2::Api')[0];
  return facts(resources, { routes, authorizers, cors: CorsConfiguration as Record<string, unknown> });
}

function facts(resources: Resources, { routes, authorizers, cors }: HttpApi): string[] {
  const name = (reference: unknown) => functionIn(resources, reference);
  return [
    ...routes.flatMap(({ key, function: fn, payload, authorization }) => [
      `${key} is answered by ${name(fn)} (payload ${payload})`,
      `${key} asks for ${typeof authorization === 'string' ? authorization : name(authorization.function)}`,
    ]),
    ...authorizers.flatMap(({ function: fn, identitySources, payload, isSimple, seconds }) => [
      `${name(fn)} decides by ${String(identitySources)} (payload ${payload}, ${isSimple ? 'simple' : 'policy'})`,
      `${name(fn)} is asked again after ${seconds === undefined ? 'a time that is not said' : `${String(seconds)} seconds`}`,
    ]),
    ...Object.entries(cors).map(([setting, value]) => `preflights: ${setting.toLowerCase()} ${String(value)}`),
    ...permissionFacts(resources),
  ];
}
