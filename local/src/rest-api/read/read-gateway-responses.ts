import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { isGatewayResponseType } from '../gateway-responses/types';
import { GatewayResponseModel } from '../model';
import { gatewayResponseProperties } from './property-tables';
import { PropertyNode } from '../../assembly/property-node';

/** */
const SOURCE = /^(?:'.*'|(?:method\.request\.(?:header|querystring|path)|context|stageVariables)\..+)$/s;

type Entry = readonly [type: string, model: GatewayResponseModel];

/** Those of the body, and the API's own resources, which stand in for them. */
export function readGatewayResponses(
  body: PropertyNode,
  resources: readonly ResourceReader[],
): Map<string, GatewayResponseModel> {
  return new Map([...readFromBody(body), ...resources.flatMap(readResource)]);
}

/** `x-amazon-apigateway-gateway-responses` (C-16). */
function readFromBody(body: PropertyNode): Entry[] {
  const entries = body.get('x-amazon-apigateway-gateway-responses').entries();
  return entries.flatMap(([type, node]) => {
    return readResponse(node.as(type), {
      statusCode: node.get('statusCode'),
      parameters: node.get('responseParameters'),
      templates: node.get('responseTemplates'),
    });
  });
}

/** AWS::ApiGateway::GatewayResponse */
function readResource(resource: ResourceReader): Entry[] {
  checkProperties(resource, gatewayResponseProperties);
  return readResponse(PropertyNode.of(resource, 'ResponseType'), {
    statusCode: PropertyNode.of(resource, 'StatusCode'),
    parameters: PropertyNode.of(resource, 'ResponseParameters'),
    templates: PropertyNode.of(resource, 'ResponseTemplates'),
  });
}

function readResponse(
  typeNode: PropertyNode,
  { statusCode, parameters, templates }: Readonly<Record<'statusCode' | 'parameters' | 'templates', PropertyNode>>,
): Entry[] {
  const type = typeNode.text() ?? '';
  if (!isGatewayResponseType(type)) return typeNode.refuse('is no type of gateway response') ?? [];
  for (const [key, parameter] of parameters.entries()) {
    if (!key.startsWith('gatewayresponse.header.')) parameter.refuse('a gateway response has headers only');
    if (!SOURCE.test(parameter.text() ?? '')) parameter.refuse("is no source of a header: write a literal as 'text'");
  }
  return [[type, { statusCode: statusCode.number(), parameters: parameters.texts(), templates: templates.texts() }]];
}
