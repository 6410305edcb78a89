import { sign } from 'aws4';
import { callBackend } from '../core/backend-call';
import { DevelopmentCredentials } from '../core/development-credentials';
import { nodeHeaders } from '../core/header-lines';
import { GatewayResponse } from '../core/request';
import { AwsRequest } from './aws-services';

export interface DynamoDbOptions {
  readonly endpoint: string | undefined;
  readonly credentials: DevelopmentCredentials;
  readonly timeoutMs: number;
}

/** Passes a request on to DynamoDB, signed with the development credentials. */
export function callDynamoDb(
  { method, rawPath, rawQueryString, headers, body, region }: AwsRequest,
  { endpoint, credentials, timeoutMs }: DynamoDbOptions,
): Promise<GatewayResponse> {
  if (endpoint === undefined) return Promise.reject(new Error('there is no DynamoDB here'));
  const path = rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`;
  const url = new URL(path, endpoint);
  const signed = sign(
    {
      method,
      host: url.host,
      path,
      headers: { ...nodeHeaders(headers), 'content-length': String(body.length) },
      body,
      service: 'dynamodb',
      region,
    },
    credentials,
  );
  return callBackend({ url, method, headers: signed.headers as Record<string, string>, body, timeoutMs });
}
