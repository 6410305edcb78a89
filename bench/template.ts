import { App, Stack } from 'aws-cdk-lib';
import { AuthorizationType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Authorization, Cors, MeteredRestApi, RouteIntegration, SecureHttpApi } from '../lib';

const ISSUER = 'https://id.example.com';
const ORIGIN = 'https://app.example.com';

export interface Template {
  readonly resources: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

export type Build = (stack: Stack, fn: Function, routes: number) => void;

/** What a careful user writes with the L2 constructs: one integration for all routes. No access log, no alarms. */
export const withL2: Build = (stack, fn, routes) => {
  const api = new HttpApi(stack, 'Api', {
    defaultAuthorizer: new HttpJwtAuthorizer('Jwt', ISSUER, { jwtAudience: ['orders'] }),
    corsPreflight: { allowOrigins: [ORIGIN], allowMethods: [CorsHttpMethod.GET], allowHeaders: ['authorization'] },
  });
  const integration = new HttpLambdaIntegration('Lambda', fn);
  for (let index = 0; index < routes; index += 1) {
    api.addRoutes({ path: `/r${index}/{id}`, methods: [HttpMethod.GET], integration });
  }
};

export const withSecureHttpApi: Build = (stack, fn, routes) => {
  const api = new SecureHttpApi(stack, 'Api', {
    authorization: Authorization.jwt({ issuer: ISSUER, audience: ['orders'] }),
    cors: Cors.allowOrigins([ORIGIN]),
  });
  for (let index = 0; index < routes; index += 1) {
    api.addRoute(`GET /r${index}/{id}`, RouteIntegration.lambda(fn));
  }
};

/** The L2 with IAM, an API key, CORS and a usage plan. No access log, no alarms, no firewall. */
export const withRestL2: Build = (stack, fn, routes) => {
  const api = new RestApi(stack, 'Api', {
    defaultCorsPreflightOptions: { allowOrigins: [ORIGIN], allowHeaders: ['authorization'] },
    defaultMethodOptions: { authorizationType: AuthorizationType.IAM, apiKeyRequired: true },
  });
  const integration = new LambdaIntegration(fn);
  for (let index = 0; index < routes; index += 1) {
    api.root.addResource(`r${index}`).addResource('{id}').addMethod('GET', integration);
  }
  const plan = api.addUsagePlan('Free', { apiStages: [{ api, stage: api.deploymentStage }] });
  plan.addApiKey(api.addApiKey('Acme'));
};

export const withMeteredRestApi: Build = (stack, fn, routes) => {
  const api = new MeteredRestApi(stack, 'Api', {
    authorization: Authorization.iam(),
    cors: Cors.allowOrigins([ORIGIN]),
    tiers: { free: {} },
  });
  for (let index = 0; index < routes; index += 1) {
    api.addRoute(`GET /r${index}/{id}`, RouteIntegration.lambda(fn));
  }
  api.addApiKey('Acme', { tier: 'free' });
};

/** Synthesizes a stack of that many routes on one function. */
export function synthesize(build: Build, routes: number): Template {
  const start = performance.now();
  // no limit: the L2's template of 300 routes is over what CloudFormation takes
  const app = new App({ analyticsReporting: false, context: { '@aws-cdk/core:stackResourceLimit': 0 } });
  const stack = new Stack(app, 'Stack');
  const fn = new Function(stack, 'Fn', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({})'),
  });
  build(stack, fn, routes);
  const { template } = app.synth().getStackByName('Stack') as { template: { Resources: object } };
  return {
    resources: Object.keys(template.Resources).length,
    bytes: JSON.stringify(template).length,
    milliseconds: performance.now() - start,
  };
}
