import { GatewayRequest, GatewayResponse } from '../core/request';

/** The services that are here. */
export const SERVED_SERVICES = ['dynamodb', 'events', 'lambda', 'sqs'] as const;

export type AwsServiceName = (typeof SERVED_SERVICES)[number];

/** A request to a service of AWS, as it is before somebody signs it. */
export interface AwsRequest extends Pick<GatewayRequest, 'method' | 'rawPath' | 'rawQueryString' | 'headers' | 'body'> {
  readonly service: AwsServiceName;
  readonly region: string;
}

/** What integrations know of the services. A request is one of the account's own: nobody asks for a signature. */
export interface AwsServices {
  /** Rejects with BackendTimeout when there is no answer in time. */
  call(request: AwsRequest, timeoutMs: number): Promise<GatewayResponse>;
}
