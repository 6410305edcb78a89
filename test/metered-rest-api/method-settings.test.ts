import { Cors, MeteredRestApiProps, RouteIntegration } from '../../lib';
import { templateOf } from '../secure-http-api/api-under-test';
import { onlyOf } from '../secure-http-api/fixtures';
import { restApiIn } from './rest-api-under-test';

const throttle = { rateLimit: 100, burstLimit: 200 };

/** As they reach the template, without those of the logs. */
function settingsOf(props: Partial<MeteredRestApiProps>, routeKeys: string[] = []) {
  const template = templateOf((stack) => {
    const api = restApiIn(stack, props);
    const backend = RouteIntegration.http('https://backend.example.com');
    api.addRoute('GET /x', backend);
    routeKeys.forEach((key) => api.addRoute(key, backend, { throttle: { rateLimit: 1, burstLimit: 2 } }));
  });
  return onlyOf(template, 'AWS::ApiGateway::Stage').MethodSettings;
}

const all = { ResourcePath: '/*', HttpMethod: '*' };

describe('settings of methods', () => {
  it('have the throttle of the stage', () => {
    const own = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 };
    expect(settingsOf({ throttle })).toEqual([expect.objectContaining({ ...all, ...own })]);
  });

  it('have metrics by route where they are asked for', () => {
    const expected = [
      expect.objectContaining({ ...all, MetricsEnabled: true }),
      expect.objectContaining({ ResourcePath: '/a', MetricsEnabled: true }),
    ];
    expect(settingsOf({ detailedMetrics: true }, ['GET /a'])).toEqual(expected);
  });

  it.each([
    ['GET /', '/', 'GET'],
    ['POST /a/b/{rest+}', '/a~1b~1{rest+}', 'POST'],
  ])('have the throttle of %s', (key, ResourcePath, HttpMethod) => {
    const own = { ResourcePath, HttpMethod, ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 };
    expect(settingsOf({}, [key])).toEqual(expect.arrayContaining([expect.objectContaining(own)]));
  });

  describe('of ANY', () => {
    const methods = (settings: unknown) =>
      (settings as { ResourcePath: string; HttpMethod: string }[])
        .filter(({ ResourcePath }) => ResourcePath === '/a')
        .map(({ HttpMethod }) => HttpMethod);

    it('are those of each method without a route of its own: the service takes none for ANY', () => {
      const template = templateOf((stack) => {
        const api = restApiIn(stack, { cors: Cors.disabled() });
        const backend = RouteIntegration.http('https://backend.example.com');
        api.addRoute('ANY /a', backend, { throttle });
        api.addRoute('GET /a', backend);
      });
      const settings = onlyOf(template, 'AWS::ApiGateway::Stage').MethodSettings;
      expect(methods(settings)).toEqual(['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
      expect(settings).toContainEqual(expect.objectContaining({ HttpMethod: 'PUT', ThrottlingRateLimit: 100 }));
    });

    it('leave the preflight alone', () => {
      const cors = Cors.allowOrigins(['https://app.example.com']);
      expect(methods(settingsOf({ cors }, ['ANY /a']))).toEqual(['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT']);
    });
  });
});
