import { validate } from '@readme/openapi-parser';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { NetworkListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Cors, DynamoDbAction, MeteredRestApi, RouteIntegration } from '../../../lib';
import { functionIn } from '../../secure-http-api/api-under-test';
import { adding } from '../../secure-http-api/fixtures';
import { bodyOf, resolved, restApiIn, withApi } from '../rest-api-under-test';
import { ALLOWED } from './rendering';

const tableIn = (stack: Stack) =>
  new Table(stack, 'Table', { partitionKey: { name: 'pk', type: AttributeType.STRING } });
const GET = { action: DynamoDbAction.GET_ITEM, key: { pk: 'path.id' } };
const TEMPLATES = { requestTemplates: { 'application/json': '{}' }, responses: [{ statusCode: 200 }] };

it.each<[string, (stack: Stack) => RouteIntegration]>([
  ['mock', () => RouteIntegration.mock()],
  ['dynamoDb', (stack) => RouteIntegration.dynamoDb(tableIn(stack), GET)],
  ['lambdaWithTemplates', (stack) => RouteIntegration.lambdaWithTemplates(functionIn(stack), TEMPLATES)],
])('an HTTP API has no %s', (kind, build) => {
  expect(adding(build)).toThrow(`an HTTP API has no ${kind} integration, got "${kind}"; use MeteredRestApi`);
});

it('a REST API has no integration with what is in a VPC, yet', () => {
  const arn = 'arn:aws:elasticloadbalancing:us-east-1:1:listener/net/a/b/c';
  const build = (stack: Stack) =>
    RouteIntegration.privateNlb(NetworkListener.fromNetworkListenerArn(stack, 'Listener', arn));
  expect(withApi({}, (api, stack) => api.addRoute('GET /x', build(stack)))).toThrow('use SecureHttpApi');
});

it.each<[string, (api: MeteredRestApi) => unknown]>([
  ['the body', (api) => bodyOf(Template.fromStack(Stack.of(api)))],
  ['the published contract', (api) => api.openApi],
])('%s with these integrations is OpenAPI 3.0', async (_, documentOf) => {
  const stack = new Stack(new App(), 'Stack');
  const api = restApiIn(stack, { cors: Cors.allowOrigins([ALLOWED]) });
  api.addRoute('GET /a', RouteIntegration.mock({ headers: { 'Cache-Control': 'no-store' } }));
  api.addRoute('GET /b/{id}', RouteIntegration.dynamoDb(tableIn(stack), GET));
  api.addRoute('POST /c', RouteIntegration.lambdaWithTemplates(functionIn(stack), TEMPLATES));
  api.addRoute('POST /d', RouteIntegration.sqs(new Queue(stack, 'Queue')));
  const document = JSON.parse(JSON.stringify(resolved(stack.resolve(documentOf(api))))) as never;
  await expect(validate(document)).resolves.toMatchObject({ valid: true, warnings: [] });
});
