import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Authorization,
  JwtAuthorizationOptions,
  RouteIntegration,
  SecureHttpApi,
  SecureHttpRoute,
  SecureHttpRouteOptions,
} from '../../lib';
import { apiIn, templateOf } from './api-under-test';

export const AUTHORIZER = 'AWS::ApiGatewayV2::Authorizer';
export const ISSUER = 'https://id.example.com';

/** Made from the path of the API: another stack may add authorizers to it too. */
export const NAME = expect.stringMatching(/^Stack-Api-[0-9A-F]{8}-(Lambda)?Authorizer$/) as unknown;

const backend = RouteIntegration.http('https://backend.example.com');

export function add(api: SecureHttpApi, routeKey: string, options: SecureHttpRouteOptions = {}): SecureHttpRoute {
  return api.addRoute(routeKey, backend, options);
}

/** The template of an API with one route that inherits its authorization. */
export function templateFor(authorization: (stack: Stack) => Authorization): Template {
  return templateOf((stack) => add(apiIn(stack, { authorization: authorization(stack) }), 'GET /x'));
}

export function jwtWith(options: Partial<JwtAuthorizationOptions>): Authorization {
  return Authorization.jwt({ issuer: ISSUER, audience: ['orders'], ...options });
}
