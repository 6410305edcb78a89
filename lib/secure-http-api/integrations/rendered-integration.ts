import { HttpIntegrationProps } from 'aws-cdk-lib/aws-apigatewayv2';

/** What an integration of an HTTP API is made of, apart from the API. */
export type RenderedIntegration = Omit<HttpIntegrationProps, 'httpApi'>;
