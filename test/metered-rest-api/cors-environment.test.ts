import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Alias, Function } from 'aws-cdk-lib/aws-lambda';
import { Cors, RouteIntegration } from '../../lib';
import { functionIn } from '../secure-http-api/api-under-test';
import { restApiIn } from './rest-api-under-test';

const cors = Cors.allowOrigins(['https://app.example.com', 'https://*.example.org'], {
  credentials: true,
  exposeHeaders: ['ETag'],
});

describe('a function behind an API with CORS', () => {
  it.each<[string, (fn: Function, stack: Stack) => RouteIntegration]>([
    ['by itself', (fn) => RouteIntegration.lambda(fn)],
    ['by a version', (fn) => RouteIntegration.lambda(fn.currentVersion)],
    [
      'by an alias',
      (fn, stack) =>
        RouteIntegration.lambda(new Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion })),
    ],
  ])('is told the allow-list, invoked %s', (_, integrate) => {
    const stack = new Stack(new App(), 'Stack');
    restApiIn(stack, { cors }).addRoute('GET /a', integrate(functionIn(stack) as Function, stack));
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          CORS_ALLOWED_ORIGINS: 'https://app.example.com,https://*.example.org',
          CORS_ALLOW_CREDENTIALS: 'true',
          CORS_EXPOSE_HEADERS: 'ETag',
        },
      },
    });
  });

  it('cannot answer two APIs with different lists', () => {
    const stack = new Stack(new App(), 'Stack');
    const integration = RouteIntegration.lambda(functionIn(stack));
    restApiIn(stack, { cors }, 'One').addRoute('GET /a', integration);
    restApiIn(stack, { cors }, 'Same').addRoute('GET /a', integration);
    const other = restApiIn(stack, { cors: Cors.allowAnyOrigin() }, 'Other');
    expect(() => other.addRoute('GET /a', integration)).toThrow(
      'function Stack/Function answers another API with another CORS, got {"CORS_ALLOWED_ORIGINS":"*"}; give both APIs',
    );
  });
});
