import { ResourceReader } from '../../../assembly';
import { IntegrationSource, ResponseSource } from '../integration-source';
import { PropertyNode } from '../../../assembly/property-node';

/** `Integration` of AWS::ApiGateway::Method. */
export function integrationSource(method: ResourceReader): IntegrationSource | undefined {
  if (!method.propertyNames.includes('Integration')) {
    return method.refuse('is missing: AWS deploys no method without one', 'Integration');
  }
  const node = PropertyNode.of(method, 'Integration');
  return {
    type: node.get('Type'),
    uri: node.get('Uri'),
    httpMethod: node.get('IntegrationHttpMethod'),
    connectionType: node.get('ConnectionType'),
    responseTransferMode: node.get('ResponseTransferMode'),
    timeoutInMillis: node.get('TimeoutInMillis'),
    cacheNamespace: node.get('CacheNamespace'),
    cacheKeyParameters: node.get('CacheKeyParameters'),
    mapping: {
      requestParameters: node.get('RequestParameters'),
      requestTemplates: node.get('RequestTemplates'),
      passthroughBehavior: node.get('PassthroughBehavior'),
      contentHandling: node.get('ContentHandling'),
      responses: node
        .get('IntegrationResponses')
        .entries()
        .map(([, response]) => responseSource(response)),
    },
  };
}

function responseSource(node: PropertyNode): ResponseSource {
  const pattern = node.get('SelectionPattern');
  return {
    selectionPattern: pattern.value === '' ? pattern.as(undefined) : pattern,
    statusCode: node.get('StatusCode'),
    responseParameters: node.get('ResponseParameters'),
    responseTemplates: node.get('ResponseTemplates'),
    contentHandling: node.get('ContentHandling'),
  };
}
