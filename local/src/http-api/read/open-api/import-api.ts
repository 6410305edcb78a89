import { ApiParts } from '../../../api-gateway-v2/api-parts';
import { AssemblyView, ResourceReader } from '../../../assembly';
import { readDocument } from '../../../assembly/open-api/read-document';
import { PropertyNode } from '../../../assembly/property-node';
import { httpExtensions } from './extensions';
import { ImportedParts, importRoutes } from './import-routes';
import { Names, placeIn, translated } from './translate';

const NAMES: Names = { 'x-amazon-apigateway-cors': 'CorsConfiguration' };

const CORS_NAMES: Names = {
  allowCredentials: 'AllowCredentials',
  allowHeaders: 'AllowHeaders',
  allowMethods: 'AllowMethods',
  allowOrigins: 'AllowOrigins',
  exposeHeaders: 'ExposeHeaders',
  maxAge: 'MaxAge',
};

/** An API as the import of its OpenAPI document makes it. */
export interface ImportedApi {
  readonly title?: string;
  /** Properties of the API that are in the document. */
  readonly api: ResourceReader;
  readonly parts: ImportedParts;
}

/** Undefined for an API without a document. What is made of one is read like resources of the template. */
export function importApi(api: ResourceReader, parts: ApiParts, view: AssemblyView): ImportedApi | undefined {
  if (!api.propertyNames.includes('Body')) return undefined;
  refuseCombination(api, parts);
  const document = readDocument(api, { extensions: httpExtensions }) ?? new PropertyNode({}, 'Body', api);
  return {
    title: document.get('info').get('title').text(),
    api: apiOf(api, document),
    parts: importRoutes(api, document, view),
  };
}

function apiOf(api: ResourceReader, document: PropertyNode): ResourceReader {
  const cors = document.get('x-amazon-apigateway-cors');
  return api.part({
    properties: { ...(cors.isSet && { CorsConfiguration: translated(cors, CORS_NAMES) }) },
    ref: api.ref ?? '',
    placeOf: placeIn(document, NAMES),
  });
}

/** The CloudFormation reference: no other resources besides a document. */
function refuseCombination(api: ResourceReader, { routes, integrations, authorizers }: ApiParts): void {
  for (const part of [...routes, ...integrations, ...authorizers]) {
    part.refuse('belongs to an API with Body, and AWS does not combine the two; write it in the document', 'ApiId');
  }
  for (const name of ['CorsConfiguration', 'RouteKey', 'Target'].filter((one) => api.propertyNames.includes(one))) {
    api.refuse('does not go with Body; write it in the document', name);
  }
}
