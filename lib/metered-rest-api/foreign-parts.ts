import { CfnGatewayResponse, CfnMethod, SpecRestApi } from 'aws-cdk-lib/aws-apigateway';

/** What was added to the L2 construct: the next import of the body removes what does not stand in it (C-31). */
export function foreignParts(restApi: SpecRestApi): string[] {
  return [...foreignMethods(restApi), ...foreignGatewayResponses(restApi)];
}

function foreignGatewayResponses(restApi: SpecRestApi): string[] {
  const remedy = 'the next import would remove it; the API has its own, as problems in JSON';
  return restApi.node
    .findAll()
    .filter((node) => node instanceof CfnGatewayResponse)
    .map(({ node }) => `${node.path} stands outside the OpenAPI body: ${remedy}`);
}

function foreignMethods(restApi: SpecRestApi): string[] {
  const remedy = 'the next import would remove it, and until then nothing here authorizes it; add it with addRoute';
  return restApi.node
    .findAll()
    .filter((node): node is CfnMethod => CfnMethod.isCfnMethod(node))
    .map((method) => `${method.node.path} stands outside the OpenAPI body: ${remedy}`);
}
