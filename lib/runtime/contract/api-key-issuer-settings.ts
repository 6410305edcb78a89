/** Environment variable with the settings of an issuer of API keys, as JSON. */
export const API_KEY_ISSUER_VARIABLE = 'API_KEY_ISSUER';

/** Tag of an issued key: id of the API that it is for. */
export const API_TAG = 'cdk-apigateway-patterns:api';

/** Tag of an issued key: whose it is. */
export const CUSTOMER_TAG = 'cdk-apigateway-patterns:customer';

/** What an issuer of API keys must know of the API. */
export interface ApiKeyIssuerSettings {
  /** Id of the REST API. */
  readonly apiId: string;
  /** Name of its stage. */
  readonly stage: string;
  /** Id of the usage plan of each tier, by the tier's name. */
  readonly plans: Record<string, string>;
}
