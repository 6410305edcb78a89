import { CustomDomain } from '../shared/custom-domain';

/** Through what a `MeteredRestApi` is reached, and what stands in front of its routes. */
export interface RestProtectionOptions {
  /**
   * A domain name of yours, without the stage in its paths. The execute-api endpoint is then switched off.
   *
   * @default - the execute-api endpoint
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
   */
  readonly customDomain?: CustomDomain;
}
