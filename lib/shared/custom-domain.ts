import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * Clients must present a certificate that an authority of the truststore has signed.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
 */
export interface MutualTls {
  /** Bucket with the truststore. */
  readonly bucket: IBucket;

  /** Object key of the truststore: certificate authorities in PEM. */
  readonly key: string;

  /**
   * Version of that object.
   *
   * @default - the newest when the domain is deployed
   */
  readonly version?: string;
}

/**
 * A domain name of yours in front of an API: TLS 1.2 or newer, with the execute-api endpoint switched off so that the
 * domain is the only way in. APIs of one stack may share a domain, each with a `basePath` of its own. A WebSocket API
 * keeps its execute-api endpoint, and shares its domain with other WebSocket APIs only.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
 */
export interface CustomDomain {
  /** Such as `api.example.com`. */
  readonly domainName: string;

  /** Certificate for that name, in the API's Region. */
  readonly certificate: ICertificate;

  /**
   * Zone in which A and AAAA alias records are made.
   *
   * @default - no DNS records: make them yourself
   */
  readonly hostedZone?: IHostedZone;

  /**
   * Path under the domain at which the API is found, such as `orders/v1`.
   *
   * @default - the root of the domain
   */
  readonly basePath?: string;

  /**
   * Demand a client certificate.
   *
   * @default - none
   */
  readonly mutualTls?: MutualTls;
}
