import { CfnIntegration, CfnIntegrationResponse } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';

/** The one template there is, whatever the message: `\` keeps the service from looking for a variable. */
const SELECTION = '\\$default';
const KEY = '$default';

/**
 * A frame that API Gateway answers by itself.
 *
 * @param template Velocity of the frame
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 */
export function mockFrame(scope: Construct, id: string, apiId: string, template: string): Construct {
  const construct = new Construct(scope, id);
  const integration = new CfnIntegration(construct, 'Resource', {
    apiId,
    integrationType: 'MOCK',
    requestTemplates: { [KEY]: '{"statusCode":200}' },
    templateSelectionExpression: SELECTION,
  });
  new CfnIntegrationResponse(construct, 'Response', {
    apiId,
    integrationId: integration.ref,
    integrationResponseKey: KEY,
    responseTemplates: { [KEY]: template },
    templateSelectionExpression: SELECTION,
  });
  return construct;
}
