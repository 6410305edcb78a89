import { Request as Aws4Request, RequestSigner } from 'aws4';

import { DevelopmentCredentials } from '../core/development-credentials';
import { GatewayRequest, headerValue } from '../core/request';
import { RefusedSignature, SignedRequest } from './sigv4-request';

/** Options of aws4 that its types leave out: what to sign and what not, by lower-case name. */
interface SigningRequest extends Aws4Request {
  readonly extraHeadersToInclude: Readonly<Record<string, boolean>>;
  readonly extraHeadersToIgnore: Readonly<Record<string, boolean>>;
}

interface SigningScope {
  readonly region: string;
  readonly service: string;
}

/** The signature that the request would have, had it been made with these credentials. */
export function expectedSignature(
  request: GatewayRequest,
  signed: SignedRequest,
  credentials: DevelopmentCredentials,
  scope: SigningScope,
): string {
  const signer = new RequestSigner(signingRequest(request, signed, scope), {
    accessKeyId: credentials.accessKeyId,
    secretAccessKey: credentials.secretAccessKey,
  });
  signer.datetime = signed.timestamp;
  signer.prepareRequest();
  return signer.signature();
}

function signingRequest(
  request: GatewayRequest,
  signed: SignedRequest,
  { region, service }: SigningScope,
): SigningRequest {
  const headers = Object.fromEntries(signed.signedHeaders.map((name) => [name, signedValue(request, name)]));
  const query = withoutSignature(request.rawQueryString);
  return {
    method: request.method,
    path: request.rawPath + (query === '' ? '' : `?${query}`),
    body: request.body,
    service,
    region,
    headers,
    signQuery: signed.placement === 'query',
    // exactly the headers the client signed, also those that aws4 leaves out by default or adds by itself
    doNotModifyHeaders: true,
    extraHeadersToInclude: Object.fromEntries(signed.signedHeaders.map((name) => [name, true])),
    extraHeadersToIgnore: {},
  };
}

function signedValue(request: GatewayRequest, name: string): string {
  const value = headerValue(request.headers, name);
  if (value === undefined) {
    throw new RefusedSignature('a signed header is missing');
  }
  return value;
}

function withoutSignature(rawQueryString: string): string {
  return rawQueryString
    .split('&')
    .filter((pair) => !pair.startsWith('X-Amz-Signature='))
    .join('&');
}
