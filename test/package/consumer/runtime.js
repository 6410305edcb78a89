const { ApiKeyIssuer, withCors } = require('cdk-apigateway-patterns/runtime');

exports.handler = withCors(async () => ({ statusCode: 200, body: typeof ApiKeyIssuer }), {
  allowedOrigins: ['https://*.example.com'],
});
