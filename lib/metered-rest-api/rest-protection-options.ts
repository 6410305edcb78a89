import { CustomDomain } from '../shared/custom-domain';
import { Firewall } from '../shared/firewall';
import { ExecutionLog } from './execution-log';
import { ResourcePolicy } from './resource-policy';
import { RestEndpoint } from './rest-endpoint';

/** Through what a `MeteredRestApi` is reached, what stands in front of its routes, and what it tells of its work. */
export interface RestProtectionOptions {
  /**
   * A domain name of yours, without the stage in its paths. The execute-api endpoint is then switched off.
   *
   * @default - the execute-api endpoint
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
   */
  readonly customDomain?: CustomDomain;

  /**
   * AWS WAF in front of the stage. The default costs about 9 dollars a month, and 0.60 dollars a million requests.
   *
   * @default Firewall.managed()
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
   */
  readonly firewall?: Firewall;

  /**
   * From where the API is reached: the internet, or VPCs only.
   *
   * @default RestEndpoint.regional()
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
   */
  readonly endpoint?: RestEndpoint;

  /**
   * Who may come near the API at all, before anyone is authorized.
   *
   * @default - everyone who can reach its endpoint
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
   */
  readonly resourcePolicy?: ResourcePolicy;

  /**
   * What API Gateway tells of its own work: why a request failed, never its headers or body.
   *
   * @default ExecutionLog.errors()
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
   */
  readonly executionLog?: ExecutionLog;
}
