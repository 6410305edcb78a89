import { NestedStack, Size, Stack } from 'aws-cdk-lib';
import {
  CfnDeployment,
  CfnMethod,
  CfnResource,
  CfnRestApi,
  CfnStage,
  Cors,
  Deployment,
  LambdaIntegration,
  EndpointType,
  LambdaRestApi,
  LogGroupLogDestination,
  MethodLoggingLevel,
  MockIntegration,
  RestApi,
  SpecRestApi,
  ApiDefinition,
  ResponseType,
  Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { inlineFunction, RunningRestApi, serveRestStack } from '../support/rest-api';

let api: RunningRestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

const echo = (stack: Stack) => new LambdaIntegration(inlineFunction(stack, 'Echo'));
const resourceOf = async (path: string, method = 'GET') => {
  const { status, body } = await api!.call(path, { method });
  return status === 200 ? JSON.parse(body).resource : status;
};

describe('an L2 RestApi', () => {
  it('R-4, R-6: paths of parents, variables, ANY and greedy variables', async () => {
    api = await serveRestStack((stack) => {
      const { root } = new RestApi(stack, 'Api');
      const integration = echo(stack);
      root.addMethod('GET', integration);
      const orders = root.addResource('orders');
      orders.addMethod('ANY', integration);
      orders.addMethod('POST', integration, { operationName: 'placeOrder' });
      const order = orders.addResource('{id}');
      order.addMethod('GET', integration);
      order.addResource('items').addProxy({ defaultIntegration: integration });
      root.resourceForPath('/a/b/c').addMethod('PUT', integration);
    });
    expect(api.url).toMatch(/\/prod$/);
    expect(await resourceOf('/')).toBe('/');
    expect(await resourceOf('/orders', 'DELETE')).toBe('/orders');
    expect(await resourceOf('/orders/7')).toBe('/orders/{id}');
    expect(await resourceOf('/orders/7/items/8/9', 'PATCH')).toBe('/orders/{id}/items/{proxy+}');
    expect(await resourceOf('/a/b/c', 'PUT')).toBe('/a/b/c');
    expect(await resourceOf('/a/b')).toBe(403);
    expect(await api.event('/orders', { method: 'POST' })).toMatchObject({
      httpMethod: 'POST',
      requestContext: { operationName: 'placeOrder', resourcePath: '/orders', stage: 'prod' },
    });
    const { requestContext } = await api.event('/orders/7');
    expect(requestContext.resourceId).toMatch(/^[a-z0-9]{6}$/);
    expect((await api.event('/')).requestContext.resourceId).toMatch(/^[a-z0-9]{10}$/);
  });

  it('LambdaRestApi: everything goes to one function', async () => {
    api = await serveRestStack((stack) => {
      new LambdaRestApi(stack, 'Api', { handler: inlineFunction(stack, 'Echo') });
    });
    expect(await resourceOf('/', 'POST')).toBe('/');
    expect((await api.call('/x/y', { method: 'HEAD' })).status).toBe(200);
    expect(await resourceOf('/x/y')).toBe('/{proxy+}');
  });

  it('R-97, R-99: defaultCorsPreflightOptions', async () => {
    api = await serveRestStack((stack) => {
      const { root } = new RestApi(stack, 'Api', {
        defaultCorsPreflightOptions: {
          allowOrigins: ['https://app.example.com', 'https://www.example.com'],
          allowMethods: ['GET', 'PUT'],
          allowHeaders: Cors.DEFAULT_HEADERS,
          allowCredentials: true,
        },
      });
      root.addResource('orders').addMethod('GET', echo(stack));
    });
    const preflight = (origin: string) =>
      api!.call('/orders', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } });
    const first = await preflight('https://app.example.com');
    expect([first.status, first.body]).toEqual([204, '']);
    expect(first.headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example.com',
      'access-control-allow-methods': 'GET,PUT',
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    });
    const second = await preflight('https://www.example.com');
    expect(second.headers['access-control-allow-origin']).toBe('https://www.example.com');
    const other = await preflight('https://evil.example.com');
    expect(other.headers['access-control-allow-origin']).toBe('https://app.example.com');
  });

  it('R-53: gateway responses', async () => {
    api = await serveRestStack((stack) => {
      const restApi = new RestApi(stack, 'Api');
      restApi.root.addMethod('GET', echo(stack));
      restApi.addGatewayResponse('Default4xx', {
        type: ResponseType.DEFAULT_4XX,
        statusCode: '418',
        responseHeaders: { 'Access-Control-Allow-Origin': "'*'" },
        templates: { 'text/plain': 'sorry: $context.error.message' },
      });
    });
    const { status, body, headers } = await api.call('/nope');
    expect([status, body]).toEqual([418, 'sorry: Missing Authentication Token']);
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'content-type': 'text/plain' });
  });

  it('R-91 to R-93: a cache with key parameters', async () => {
    api = await serveRestStack((stack) => {
      const { root } = new RestApi(stack, 'Api', {
        deployOptions: { cacheClusterEnabled: true, cachingEnabled: true },
      });
      const count = 'let n = 0; exports.handler = async () => ({ statusCode: 200, body: String(++n) });';
      const integration = new LambdaIntegration(inlineFunction(stack, 'Count', count), {
        cacheKeyParameters: ['method.request.path.id'],
        cacheNamespace: 'shared',
      });
      const requestParameters = { 'method.request.path.id': true };
      for (const name of ['a', 'b'])
        root.resourceForPath(`/${name}/{id}`).addMethod('GET', integration, { requestParameters });
    });
    const answers = [];
    for (const path of ['/a/1', '/a/2', '/a/1', '/b/1']) answers.push((await api.call(path)).body);
    expect(answers).toEqual(['1', '2', '1', '1']);
  });

  it('several stages', async () => {
    api = await serveRestStack((stack) => {
      const restApi = new RestApi(stack, 'Api', { deploy: false });
      restApi.root.addMethod('GET', echo(stack));
      const deployment = new Deployment(stack, 'Deployment', { api: restApi });
      new Stage(stack, 'Blue', { deployment, stageName: 'blue', variables: { colour: 'blue' } });
      new Stage(stack, 'Green', { deployment, stageName: 'green', variables: { colour: 'green' } });
    });
    const { event, gateway } = api;
    expect(gateway.apis.map(({ stage }) => stage)).toEqual(['blue', 'green']);
    expect((await event('/')).stageVariables).toEqual({ colour: 'blue' });
    expect(gateway.notes).toEqual([]);
  });

  it('parts in nested stacks and in other stacks', async () => {
    api = await serveRestStack((stack) => {
      const restApi = new RestApi(stack, 'Api', { deploy: false });
      restApi.root.addMethod('GET', echo(stack));
      const { restApiId, root } = restApi;
      for (const scope of [new NestedStack(stack, 'Nested'), new Stack(stack.node.scope!, 'Other')]) {
        const attributes = { restApiId, rootResourceId: root.resourceId };
        const imported = RestApi.fromRestApiAttributes(scope, 'Imported', attributes);
        const handler = inlineFunction(scope, 'Function');
        imported.root.resourceForPath(`/${scope.node.id}/{id}`).addMethod('GET', new LambdaIntegration(handler));
      }
      const last = new NestedStack(stack, 'Last');
      last.addDependency(stack.node.findChild('Nested') as NestedStack);
      const elsewhere = RestApi.fromRestApiId(last, 'Imported', restApiId);
      new Stage(last, 'Stage', { deployment: new Deployment(last, 'Deployment', { api: elsewhere }) });
    });
    expect(await resourceOf('/')).toBe('/');
    expect(await resourceOf('/Nested/7')).toBe('/Nested/{id}');
    expect(await resourceOf('/Other/7')).toBe('/Other/{id}');
    expect(api.gateway.notes).toEqual([]);
  });

  it('what makes no difference here leaves no more than a note', async () => {
    api = await serveRestStack((stack) => {
      const restApi = new RestApi(stack, 'Api', {
        cloudWatchRole: true,
        description: 'd',
        disableExecuteApiEndpoint: true,
        endpointExportName: 'endpoint',
        endpointTypes: [EndpointType.REGIONAL],
        failOnWarnings: true,
        minCompressionSize: Size.bytes(0),
        deployOptions: {
          accessLogDestination: new LogGroupLogDestination(new LogGroup(stack, 'Logs')),
          dataTraceEnabled: true,
          loggingLevel: MethodLoggingLevel.INFO,
          metricsEnabled: true,
          tracingEnabled: true,
        },
        domainName: {
          domainName: 'api.example.com',
          certificate: Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:1:certificate/1'),
        },
      });
      restApi.root.addMethod('GET', echo(stack));
    });
    expect(await resourceOf('/')).toBe('/');
    expect(api.gateway.notes.map(({ text }) => text).sort()).toEqual([
      'custom domains are not emulated: call the API on its own port',
      'its execute-api endpoint is disabled at AWS, but served here: custom domains are not emulated',
    ]);
  });

  it('a SpecRestApi may have more methods than its body', async () => {
    api = await serveRestStack((stack) => {
      const integration = { type: 'mock', requestTemplates: { 'application/json': '{"statusCode":200}' } };
      const responses = { default: { statusCode: '200', responseTemplates: { 'text/plain': 'of the body' } } };
      const operation = {
        responses: { '200': { description: '' } },
        'x-amazon-apigateway-integration': { ...integration, responses },
      };
      const body = { openapi: '3.0.1', info: { title: 't', version: '1' }, paths: { '/a': { get: operation } } };
      const restApi = new SpecRestApi(stack, 'Api', { apiDefinition: ApiDefinition.fromInline(body) });
      restApi.root.addResource('b').addMethod('GET', echo(stack));
    });
    expect((await api.call('/a')).body).toBe('of the body');
    expect(await resourceOf('/b')).toBe('/b');
  });
});

describe('what is deployed', () => {
  it('a method that the deployment does not wait for is served, with a note', async () => {
    api = await serveRestStack((stack) => {
      const restApi = new RestApi(stack, 'Api', { deploy: false });
      const first = restApi.root.addMethod('GET', echo(stack));
      restApi.root.addMethod('POST', new MockIntegration());
      const deployment = new CfnDeployment(stack, 'Deployment', { restApiId: restApi.restApiId, stageName: 'v1' });
      deployment.node.addDependency(first);
    });
    expect(await resourceOf('/')).toBe('/');
    expect(api.gateway.notes.map(({ text }) => text)).toEqual([
      'may be made before POST / at AWS, and so without, for want of DependsOn; here all is served',
    ]);
  });

  it('DependsOn of what depends on it is enough', async () => {
    api = await serveRestStack((stack) => {
      const restApi = new CfnRestApi(stack, 'Api', { name: 'plain' });
      const method = new CfnMethod(stack, 'Method', {
        restApiId: restApi.ref,
        resourceId: restApi.attrRootResourceId,
        httpMethod: 'GET',
        authorizationType: 'NONE',
        integration: {
          type: 'AWS_PROXY',
          integrationHttpMethod: 'POST',
          uri: inlineFunction(stack, 'Echo').functionArn,
        },
      });
      const resource = new CfnResource(stack, 'Between', {
        restApiId: restApi.ref,
        parentId: restApi.attrRootResourceId,
        pathPart: 'x',
      });
      resource.addDependency(method);
      const deployment = new CfnDeployment(stack, 'Deployment', { restApiId: restApi.ref, stageName: 'v1' });
      deployment.addDependency(resource);
    });
    expect(api.url).toMatch(/\/v1$/);
    expect(await resourceOf('/')).toBe('/');
    expect(api.gateway.notes).toEqual([]);
  });

  it.each<[string, (stage: CfnStage) => void, string]>([
    ['no deployment', (stage) => stage.addPropertyDeletionOverride('DeploymentId'), 'is missing'],
    ['a deployment of another API', (stage) => (stage.deploymentId = 'abc123'), 'is no deployment of it'],
  ])('a stage with %s is refused', async (_, change, reason) => {
    const serving = serveRestStack((stack) => {
      const restApi = new RestApi(stack, 'Api');
      restApi.root.addMethod('GET', echo(stack));
      change(restApi.deploymentStage.node.defaultChild as CfnStage);
    });
    await expect(serving).rejects.toThrow(`AWS::ApiGateway::Stage DeploymentId: ${reason}`);
  });

  it('methods of an API that is elsewhere are noted', async () => {
    api = await serveRestStack((stack) => {
      new RestApi(stack, 'Api').root.addMethod('GET', echo(stack));
      const elsewhere = RestApi.fromRestApiAttributes(stack, 'Elsewhere', { restApiId: 'abc', rootResourceId: 'def' });
      elsewhere.root.addMethod('GET', new MockIntegration());
    });
    expect(api.gateway.notes.map(({ text }) => text)).toEqual(['its API is not of this assembly, so it is not served']);
  });
});
