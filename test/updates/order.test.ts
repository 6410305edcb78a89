import { everythingOn as everyRest } from '../metered-rest-api/everything-on';
import { everythingOn as everyLive } from '../realtime-websocket-api/everything-on';
import { everythingOn as everyHttp } from '../secure-http-api/everything-on';
import { templateOf } from '../secure-http-api/api-under-test';
import { Construct } from 'constructs';
import { Resource, Resources } from './template-update';

const everything = { everyHttp, everyRest, everyLive };

function resourcesOf(name: keyof typeof everything): Resources {
  const template = templateOf((stack) => everything[name](stack, new Construct(stack, 'Theirs')));
  return (template.toJSON() as { Resources: Resources }).Resources;
}

function ofType(resources: Resources, type: string): [string, Resource][] {
  return Object.entries(resources).filter(([, { Type }]) => Type === type);
}

/** Permissions of functions that a resource names, which it does not wait for. */
function missed(resources: Resources, user: Resource): string[] {
  return ofType(resources, 'AWS::Lambda::Permission')
    .filter(([, { Properties = {} }]) => Properties.Principal === 'apigateway.amazonaws.com')
    .filter(([, { Properties = {} }]) =>
      JSON.stringify(user.Properties).includes(JSON.stringify(Properties.FunctionName)),
    )
    .map(([id]) => id)
    .filter((id) => !user.DependsOn?.includes(id));
}

describe('the order of an update', () => {
  it.each(['everyHttp', 'everyLive'] as const)('%s calls no function before it may', (name) => {
    const resources = resourcesOf(name);
    const users = ['Integration', 'Authorizer'].flatMap((kind) => ofType(resources, `AWS::ApiGatewayV2::${kind}`));
    const late = users.flatMap(([id, user]) => missed(resources, user).map((permission) => [id, permission]));
    expect(late).toEqual([]);
    expect(users.filter(([, { DependsOn }]) => DependsOn).length).toBeGreaterThan(1);
  });

  it('everyRest is deployed when it may call every function', () => {
    const resources = resourcesOf('everyRest');
    const [[, { DependsOn }]] = ofType(resources, 'AWS::ApiGateway::Deployment');
    const permissions = ofType(resources, 'AWS::Lambda::Permission')
      .filter(([, { Properties = {} }]) => Properties.Principal === 'apigateway.amazonaws.com')
      .map(([id]) => id);
    expect(DependsOn).toEqual(expect.arrayContaining(permissions));
    expect(permissions.length).toBeGreaterThan(1);
  });

  it.each(['everyHttp', 'everyLive'] as const)('%s throttles no route before it is there', (name) => {
    const resources = resourcesOf(name);
    const [[, stage]] = ofType(resources, 'AWS::ApiGatewayV2::Stage');
    const throttled = Object.keys(stage.Properties?.RouteSettings as object);
    const routes = ofType(resources, 'AWS::ApiGatewayV2::Route')
      .filter(([, { Properties = {} }]) => throttled.includes(String(Properties.RouteKey)))
      .map(([id]) => id);
    expect(routes.length).toBe(throttled.length);
    expect(stage.DependsOn).toEqual(expect.arrayContaining(routes));
  });
});
