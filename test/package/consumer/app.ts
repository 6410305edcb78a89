import { App, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Authorization, Cors, RouteIntegration, SecureHttpApi } from 'cdk-apigateway-patterns';

const app = new App();
const stack = new Stack(app, 'Consumer');
const fn = new Function(stack, 'Function', {
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
});
const api: SecureHttpApi = new SecureHttpApi(stack, 'Orders', {
  authorization: Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'] }),
  cors: Cors.allowOrigins(['https://app.example.com'], { credentials: true }),
});
api.addRoute('GET /orders/{id}', RouteIntegration.lambda(fn), { scopes: ['orders:read'] });
api.addRoute('$default', RouteIntegration.lambda(fn));
app.synth();
