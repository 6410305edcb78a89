import { IVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import { refuse } from '../core/errors';

/** @internal */
export type _RestEndpointIntent =
  | { readonly kind: 'regional' }
  | { readonly kind: 'edge' }
  | { readonly kind: 'private'; readonly vpcEndpoints: IVpcEndpoint[] };

/**
 * From where a REST API is reached.
 *
 * @example
 * declare const endpoint: ec2.InterfaceVpcEndpoint; // for ec2.InterfaceVpcEndpointAwsService.APIGATEWAY
 *
 * new MeteredRestApi(this, 'Internal', {
 *   authorization: Authorization.iam(),
 *   endpoint: RestEndpoint.privateTo([endpoint]),
 * });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
 */
export class RestEndpoint {
  /** In the API's Region, from the internet. */
  public static regional(): RestEndpoint {
    return new RestEndpoint({ kind: 'regional' });
  }

  /**
   * By the nearest location of CloudFront, from the internet. It cannot have a `customDomain`, and so no mutual TLS;
   * URLs end at 8,192 bytes, and its time limit of 29 seconds cannot be raised. A Regional API behind a CloudFront
   * distribution of yours can have it all.
   */
  public static edge(): RestEndpoint {
    return new RestEndpoint({ kind: 'edge' });
  }

  /**
   * Only through interface endpoints for `execute-api` in VPCs, by a resource policy that denies everything else.
   * `url` is then that of the first of them, which resolves wherever the endpoint can be reached. Callers in the VPC go
   * on to be authorized; callers past it never get there. It cannot have a `customDomain`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
   */
  public static privateTo(vpcEndpoints: IVpcEndpoint[]): RestEndpoint {
    if (vpcEndpoints.length === 0) {
      const remedy = 'give the interface endpoints for execute-api through which it is called';
      refuse('RestEndpoint.privateTo', 'a private API without VPC endpoints can be called by nobody', [], remedy);
    }
    return new RestEndpoint({ kind: 'private', vpcEndpoints });
  }

  private constructor(/** @internal */ public readonly _intent: _RestEndpointIntent) {}
}
