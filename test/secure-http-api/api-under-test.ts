import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { Authorization, SecureHttpApi, SecureHttpApiProps } from '../../lib';

/** Fresh each time: a test that shares one value between APIs says so. */
export function jwt(): Authorization {
  return Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] });
}

export function apiIn(scope: Construct, props: Partial<SecureHttpApiProps> = {}, id = 'Api'): SecureHttpApi {
  return new SecureHttpApi(scope, id, { authorization: jwt(), ...props });
}

export function functionIn(scope: Construct, id = 'Function'): Function {
  return new Function(scope, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => "ok";'),
  });
}

/** The template of a stack that `build` fills. */
export function templateOf(build: (stack: Stack) => void): Template {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  return Template.fromStack(stack);
}

/** Properties of each resource of a type, by logical id. */
export function propertiesOf(template: Template, type: string): Record<string, Record<string, unknown>> {
  const found = template.findResources(type);
  return Object.fromEntries(Object.entries(found).map(([id, { Properties }]) => [id, Properties]));
}

/** Route keys in the template, sorted. */
export function routeKeys(template: Template): string[] {
  return Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Route'))
    .map(({ RouteKey }) => RouteKey as string)
    .sort();
}

/** Properties of the one route with this key. */
export function routeOf(template: Template, routeKey: string): Record<string, unknown> {
  const found = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Route')).filter(
    ({ RouteKey }) => RouteKey === routeKey,
  );
  if (found.length !== 1) {
    throw new Error(`${found.length} routes have the key ${routeKey}; there are ${routeKeys(template).join(', ')}`);
  }
  return found[0];
}
