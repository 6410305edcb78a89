import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { Authorization, MeteredRestApi, RealtimeWebSocketApi, RouteIntegration, SecureHttpApi } from '../../../lib';
import { inlineFunction, meantToBePublic } from '../../harness';

export const ADDED = { route: 'added', throttle: { rateLimit: 7, burstLimit: 9 } };

/** What a next release brings: a route for every API, another throttle for every tier, new names of functions. */
export function changeScenarios(app: App): void {
  for (const construct of app.node.findAll()) {
    addRoute(construct, ADDED.route);
    if (construct instanceof CfnUsagePlan) construct.throttle = ADDED.throttle;
    if (isFunctionOfScenario(construct)) construct.overrideLogicalId(`Renamed${construct.node.scope?.node.id}`);
  }
}

/** A route to a function of its own, when the construct is an API of ours. */
export function addRoute(construct: IConstruct, name: string): void {
  const publicly = { authorization: Authorization.none() };
  if (construct instanceof SecureHttpApi) {
    meantToBePublic(construct.addRoute(`GET /${name}`, answer(construct, name), publicly));
  }
  if (construct instanceof MeteredRestApi) {
    const options = { ...publicly, apiKeyRequired: false };
    meantToBePublic(construct.addRoute(`GET /${name}`, answer(construct, name), options));
  }
  if (construct instanceof RealtimeWebSocketApi) {
    construct.addRoute(name, answer(construct, name), { reply: true });
  }
}

function answer(api: IConstruct, name: string): RouteIntegration {
  const code = `exports.handler = async () => ({ statusCode: 200, body: JSON.stringify({ answer: '${name}' }) });`;
  return RouteIntegration.lambda(inlineFunction(Stack.of(api), `${api.node.id}-${name}`, code));
}

function isFunctionOfScenario(construct: IConstruct): construct is CfnFunction {
  const isFunction = CfnResource.isCfnResource(construct) && construct.cfnResourceType === 'AWS::Lambda::Function';
  return isFunction && construct.node.scope?.node.scope instanceof Stack;
}
