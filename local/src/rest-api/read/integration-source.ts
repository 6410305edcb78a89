import { PropertyNode } from '../../assembly/property-node';

/** The parts of an integration, whatever they are called where it is written. */
export interface IntegrationSource {
  readonly type: PropertyNode;
  readonly uri: PropertyNode;
  /** Of the backend's request. */
  readonly httpMethod: PropertyNode;
  readonly connectionType: PropertyNode;
  readonly responseTransferMode: PropertyNode;
  readonly timeoutInMillis: PropertyNode;
  readonly cacheNamespace: PropertyNode;
  readonly cacheKeyParameters: PropertyNode;
  readonly mapping: MappingSource;
}

export interface MappingSource {
  readonly requestParameters: PropertyNode;
  readonly requestTemplates: PropertyNode;
  readonly passthroughBehavior: PropertyNode;
  readonly contentHandling: PropertyNode;
  readonly responses: readonly ResponseSource[];
}

export interface ResponseSource {
  /** Not set for the default response. */
  readonly selectionPattern: PropertyNode;
  readonly statusCode: PropertyNode;
  readonly responseParameters: PropertyNode;
  readonly responseTemplates: PropertyNode;
  readonly contentHandling: PropertyNode;
}
