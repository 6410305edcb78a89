import { deploymentProperties as deploymentV2 } from '../../src/api-gateway-v2/deployed-stages';
import { functionProperties } from '../../src/assembly/function-properties';
import { PropertyTable } from '../../src/assembly/property-table';
import { globalTableProperties, tableProperties } from '../../src/dynamodb/table-properties';
import { eventSourceProperties } from '../../src/event-sources/event-source-properties';
import * as http from '../../src/http-api/read/property-tables';
import * as rest from '../../src/rest-api/read/property-tables';
import { secretProperties } from '../../src/secrets/secret-properties';
import { queueProperties } from '../../src/sqs/queue-properties';
import * as usage from '../../src/usage/read/property-tables';
import * as webSocket from '../../src/websocket-api/read/property-tables';

/** A resource of one of the templates in every-resource.ts, and the table that it is read by. */
export interface TabledResource {
  readonly type: string;
  readonly template: 'http' | 'rest' | 'webSocket';
  readonly logicalId: string;
  readonly table: PropertyTable;
}

const of =
  (template: TabledResource['template'], service: string) =>
  (type: string, table: PropertyTable, logicalId = type): TabledResource => ({
    type: `AWS::${service}::${type}`,
    template,
    logicalId,
    table,
  });
const ofHttp = of('http', 'ApiGatewayV2');
const ofWebSocket = of('webSocket', 'ApiGatewayV2');
const ofRest = of('rest', 'ApiGateway');

export const tabledResources: readonly TabledResource[] = [
  ofHttp('Api', http.apiProperties),
  ofHttp('Authorizer', http.authorizerProperties),
  ofHttp('Deployment', deploymentV2),
  ofHttp('Integration', http.integrationProperties),
  ofHttp('Route', http.routeProperties),
  ofHttp('Stage', http.stageProperties),
  ofWebSocket('Api', webSocket.apiProperties),
  ofWebSocket('Authorizer', webSocket.authorizerProperties),
  ofWebSocket('Deployment', deploymentV2),
  ofWebSocket('Integration', webSocket.integrationProperties),
  ofWebSocket('IntegrationResponse', webSocket.integrationResponseProperties),
  ofWebSocket('Model', webSocket.modelProperties),
  ofWebSocket('Route', webSocket.routeProperties),
  ofWebSocket('RouteResponse', webSocket.routeResponseProperties),
  ofWebSocket('Stage', webSocket.stageProperties),
  ofRest('ApiKey', usage.apiKeyProperties),
  ofRest('Authorizer', rest.authorizerProperties),
  ofRest('Deployment', rest.deploymentProperties),
  ofRest('GatewayResponse', rest.gatewayResponseProperties),
  ofRest('Method', rest.methodProperties),
  ofRest('Model', rest.modelProperties),
  ofRest('RequestValidator', rest.requestValidatorProperties),
  ofRest('Resource', rest.resourceProperties),
  ofRest('RestApi', rest.restApiProperties),
  ofRest('Stage', rest.stageProperties),
  ofRest('UsagePlan', usage.usagePlanProperties),
  ofRest('UsagePlanKey', usage.usagePlanKeyProperties),
  of('http', 'DynamoDB')('Table', tableProperties),
  of('http', 'DynamoDB')('GlobalTable', globalTableProperties),
  of('http', 'Lambda')('Function', functionProperties),
  of('http', 'Lambda')('EventSourceMapping', eventSourceProperties),
  of('http', 'SQS')('Queue', queueProperties),
  of('http', 'SecretsManager')('Secret', secretProperties),
];

/** Types of which only an identity, or whom they call, is read: nothing else in them makes a difference. */
export const UNTABLED: Readonly<Record<string, string>> = {
  'AWS::Events::Rule': 'its targets may be invoked, but nothing does so here',
  'AWS::Lambda::Alias': 'runs the code of its function, with no weights or capacity of its own',
  'AWS::Lambda::Version': 'runs the code of its function, with no capacity of its own',
  'AWS::Scheduler::Schedule': 'its target may be invoked, but nothing does so here',
};
