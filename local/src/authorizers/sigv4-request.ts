import { createHash } from 'node:crypto';

import { GatewayRequest, headerValue } from '../core/request';

/** Why a signature is not accepted; the message is for the developer's log. */
export class RefusedSignature extends Error {
  public constructor(
    message: string,
    public readonly kind: 'unsigned' | 'malformed' | 'unknown-key' | 'expired' | 'mismatch' = 'malformed',
    /** What the service says, where it names parts of the request. */
    public readonly told?: string,
  ) {
    super(message);
  }
}

/** What a request says about its own signature. */
export interface SignedRequest {
  readonly placement: 'header' | 'query';
  readonly accessKeyId: string;
  /** `20261121/eu-central-1/execute-api/aws4_request` */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20261121T120000Z` */
  readonly timestamp: string;
  readonly signedAt: number;
  /** Presigned URLs say how long they are good for. */
  readonly validForMs?: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const LONGEST_EXPIRY_SECONDS = 7 * 24 * 60 * 60;

/** Reads the signature of a request from its Authorization header or its query string (SigV4; SigV4a is refused). */
export function readSignedRequest(request: GatewayRequest): SignedRequest {
  const query = new URLSearchParams(request.rawQueryString);
  const authorization = headerValue(request.headers, 'authorization');
  if (authorization === undefined && !query.has('X-Amz-Signature')) {
    throw new RefusedSignature('the request is not signed', 'unsigned');
  }
  if (headerValue(request.headers, 'x-amz-security-token') !== undefined || query.has('X-Amz-Security-Token')) {
    throw new RefusedSignature('signed with temporary credentials; the development credentials have no session token');
  }
  const signed = authorization === undefined ? fromQuery(query) : fromHeader(authorization, request);
  if (!signed.signedHeaders.includes('host')) {
    throw new RefusedSignature('the host header is not signed');
  }
  checkBodyHash(request, signed);
  return signed;
}

function fromHeader(authorization: string, request: GatewayRequest): SignedRequest {
  const [algorithm, ...rest] = authorization.split(' ');
  const fields = new URLSearchParams(rest.join('').replaceAll(',', '&').replaceAll('+', '%2B'));
  if ([...fields.keys()].length !== 3) {
    throw new RefusedSignature('the Authorization header must hold Credential, SignedHeaders and Signature once each');
  }
  const timestamp = headerValue(request.headers, 'x-amz-date');
  const signed = assemble('header', algorithm, timestamp, {
    credential: fields.get('Credential'),
    signedHeaders: fields.get('SignedHeaders'),
    signature: fields.get('Signature'),
  });
  if (!signed.signedHeaders.includes('x-amz-date')) {
    throw new RefusedSignature('the x-amz-date header is not signed');
  }
  return signed;
}

function fromQuery(query: URLSearchParams): SignedRequest {
  const seconds = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_EXPIRY_SECONDS) {
    throw new RefusedSignature(`X-Amz-Expires must be 1 to ${LONGEST_EXPIRY_SECONDS} seconds`);
  }
  const signed = assemble('query', query.get('X-Amz-Algorithm'), query.get('X-Amz-Date'), {
    credential: query.get('X-Amz-Credential'),
    signedHeaders: query.get('X-Amz-SignedHeaders'),
    signature: query.get('X-Amz-Signature'),
  });
  return { ...signed, validForMs: seconds * 1_000 };
}

function assemble(
  placement: SignedRequest['placement'],
  algorithm: string | null | undefined,
  timestamp: string | null | undefined,
  fields: Readonly<Record<'credential' | 'signedHeaders' | 'signature', string | null>>,
): SignedRequest {
  if (algorithm !== ALGORITHM) {
    throw new RefusedSignature(`not signed with ${ALGORITHM}`);
  }
  const { credential, signedHeaders, signature } = fields;
  if (!credential || !signedHeaders || !signature || !timestamp) {
    throw new RefusedSignature('the signature lacks its credential, signed headers, date or value');
  }
  const slash = credential.indexOf('/');
  return {
    placement,
    accessKeyId: credential.slice(0, slash),
    scope: credential.slice(slash + 1),
    signedHeaders: signedHeaders.split(';'),
    signature,
    timestamp,
    signedAt: parseTimestamp(timestamp),
  };
}

function parseTimestamp(timestamp: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) {
    throw new RefusedSignature('the date of the signature is not of the form 20261231T235959Z');
  }
  return time;
}

/** A hash that the client states is signed in place of the body's own, so it has to be right. */
function checkBodyHash(request: GatewayRequest, { signedHeaders }: SignedRequest): void {
  const stated = headerValue(request.headers, 'x-amz-content-sha256');
  if (stated === undefined || !signedHeaders.includes('x-amz-content-sha256')) {
    return;
  }
  if (stated !== createHash('sha256').update(request.body).digest('hex')) {
    throw new RefusedSignature('x-amz-content-sha256 is not the hash of the body', 'mismatch');
  }
}
