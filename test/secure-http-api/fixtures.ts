import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RouteIntegration, SecureHttpApi } from '../../lib';
import { apiIn, propertiesOf, templateOf } from './api-under-test';

type Build = (stack: Stack, api: SecureHttpApi) => RouteIntegration;

/** The template of an API with one route, `POST /x`, to what `build` makes. */
export function templateOfIntegration(build: Build): Template {
  return templateOf((stack) => {
    const api = apiIn(stack);
    api.addRoute('POST /x', build(stack, api));
  });
}

/** Properties of the only resource of a type. */
export function onlyOf(template: Template, type: string): Record<string, unknown> {
  const found = Object.values(propertiesOf(template, type));
  if (found.length !== 1) {
    throw new Error(`${found.length} resources of type ${type}`);
  }
  return found[0];
}

/** Properties of the integration that `build` makes. */
export function integrationOf(build: Build): Record<string, unknown> {
  return onlyOf(templateOfIntegration(build), 'AWS::ApiGatewayV2::Integration');
}

/** Logical id of the resource that a construct in a stack became. */
export function logicalIdOf(template: Template, type: string): string {
  const ids = Object.keys(propertiesOf(template, type));
  if (ids.length !== 1) {
    throw new Error(`${ids.length} resources of type ${type}`);
  }
  return ids[0];
}

/** Adding such a route to an API at the path `Stack/Api`, for `expect(...).toThrow`. */
export function adding(build: Build, routeKey = 'POST /x'): () => unknown {
  return () => {
    const stack = new Stack(new App(), 'Stack');
    const api = apiIn(stack);
    return api.addRoute(routeKey, build(stack, api));
  };
}

/** What the role of the integration may do, in full. The state machine's own role is left out. */
export function statementsOf(template: Template): unknown[] {
  const roles = Object.values(
    template.findResources('AWS::IAM::Role', {
      Properties: {
        Description: Match.stringLikeRegexp('^Lets API Gateway call'),
        AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'apigateway.amazonaws.com' } }] },
      },
    }),
  );
  expect(roles).toHaveLength(1);
  const [{ Properties }] = roles;
  expect(Properties.ManagedPolicyArns).toBeUndefined();
  expect(Properties.Policies).toHaveLength(1);
  return Properties.Policies[0].PolicyDocument.Statement;
}

/** A statement of a role's policy. */
export function allow(action: string | string[], resource: unknown): object {
  return { Effect: 'Allow', Action: action, Resource: resource };
}
