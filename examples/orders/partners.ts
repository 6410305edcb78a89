import * as path from 'node:path';
import { Authorization, MeteredRestApi, Quota, RouteIntegration } from 'cdk-apigateway-patterns';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** What partners buy: the catalogue, by keys in two tiers. */
export function addPartnerApi(scope: Construct, authorization: Authorization): MeteredRestApi {
  const getProduct = new Function(scope, 'product', {
    code: Code.fromAsset(path.join(__dirname, 'functions')),
    handler: 'products.get',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
  });
  const api = new MeteredRestApi(scope, 'Partners', {
    authorization,
    tiers: {
      free: { throttle: { rateLimit: 1, burstLimit: 2 }, quota: Quota.perDay(1_000) },
      pro: { throttle: { rateLimit: 100, burstLimit: 200 }, quota: Quota.perMonth(1_000_000) },
    },
  });
  api.addRoute('GET /products/{sku}', RouteIntegration.lambda(getProduct));
  api.addApiKey('Acme', { tier: 'free' });
  api.addApiKey('Globex', { tier: 'pro' });
  return api;
}
