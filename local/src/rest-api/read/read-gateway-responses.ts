import { isGatewayResponseType } from '../gateway-responses/types';
import { GatewayResponseModel } from '../model';
import { BodyNode } from './body-node';

/** `x-amazon-apigateway-gateway-responses` (C-16). */
export function readGatewayResponses(body: BodyNode): Map<string, GatewayResponseModel> {
  const entries = body.get('x-amazon-apigateway-gateway-responses').entries();
  return new Map(
    entries.flatMap(([type, node]) => {
      if (!isGatewayResponseType(type)) return node.refuse('is no type of gateway response') ?? [];
      node.allow(['statusCode', 'responseParameters', 'responseTemplates']);
      const model = {
        statusCode: node.get('statusCode').number(),
        parameters: node.get('responseParameters').texts(),
        templates: node.get('responseTemplates').texts(),
      };
      for (const [key, parameter] of node.get('responseParameters').entries()) {
        if (!key.startsWith('gatewayresponse.header.')) parameter.refuse('a gateway response has headers only');
      }
      return [[type, model] as const];
    }),
  );
}
