import { App, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { RouteIntegration } from '../../../lib';
import { restApiIn, withApi } from '../rest-api-under-test';

const adding = (routeKey: string, url: string) =>
  withApi({}, (api) => api.addRoute(routeKey, RouteIntegration.http(url)));

describe('a backend of a REST API', () => {
  it.each([
    ['ANY /v1/{proxy+}', 'https://backend.example.com/{proxy}'],
    ['GET /a/{id}', 'https://${stageVariables.host}/a/{id}'],
    ['GET /a', Fn.importValue('Url')],
  ])('of %s may be %s', (routeKey, url) => {
    expect(adding(routeKey, url)).not.toThrow();
  });

  it.each([
    ['GET /a/{id}', 'https://{id}.example.com/', 'the caller would choose the host'],
    ['GET /a/{id}', 'https://backend.example.com/{order}', 'got "{order}"; use {id}'],
    ['GET /a', 'backend.example.com', 'not an http or https URL'],
  ])('of %s cannot be %s', (routeKey, url, message) => {
    expect(adding(routeKey, url)).toThrow(message);
  });

  it('is warned about where requests go unencrypted', () => {
    const stack = new Stack(new App(), 'Stack');
    restApiIn(stack).addRoute('GET /a', RouteIntegration.http('http://backend.example.com'));
    const warning = Match.stringLikeRegexp('requests go to backend.example.com unencrypted');
    Annotations.fromStack(stack).hasWarning('*', warning);
  });
});
