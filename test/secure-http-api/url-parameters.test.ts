import { App, Stack } from 'aws-cdk-lib';
import { Authorization, RouteIntegration, SecureHttpApi } from '../../lib';

const addRoute = (routeKey: string, url: string): unknown => {
  const api = new SecureHttpApi(new Stack(new App(), 'Stack'), 'Api', { authorization: Authorization.iam() });
  return api.addRoute(routeKey, RouteIntegration.http(url));
};

describe('parameters in the URL of an HTTP integration', () => {
  it.each([
    ['ANY /v1/{proxy+}', 'https://backend.example.com/{proxy}'],
    ['GET /a/{id}', 'https://${stageVariables.host}/a/{id}'],
    ['GET /a', 'https://backend.example.com/a'],
  ])('of %s may be %s', (routeKey, url) => {
    expect(() => addRoute(routeKey, url)).not.toThrow();
  });

  it.each([
    ['GET /a/{id}', 'https://backend.example.com/{order}', 'use {id}'],
    ['GET /a', 'https://backend.example.com/{proxy}', 'use a route with path parameters'],
  ])('of %s cannot be %s', (routeKey, url, remedy) => {
    expect(() => addRoute(routeKey, url)).toThrow(remedy);
  });
});
