import { ApiKeyIssuer, withCors } from 'cdk-apigateway-patterns/runtime';

export const handler = withCors(async () => ({ statusCode: 200, body: typeof ApiKeyIssuer }), {
  allowedOrigins: ['https://*.example.com'],
});
