import { timingSafeEqual } from 'node:crypto';

import { Clock } from '../core/clock';
import { DevelopmentCredentials } from '../core/development-credentials';
import { GatewayRequest } from '../core/request';
import { readSignedRequest, RefusedSignature, SignedRequest } from './sigv4-request';
import { expectedSignature } from './sigv4-signature';

export interface SignatureDependencies {
  readonly clock: Clock;
  readonly credentials: DevelopmentCredentials;
}

/** Either way, as at AWS. */
const CLOCK_SKEW_MS = 5 * 60 * 1_000;

/** Services that requests are signed for here. */
export type SignedService = 'execute-api' | AwsService;

/** Services whose own APIs are served. */
export type AwsService = 'apigateway' | 'events' | 'lambda' | 'secretsmanager' | 'sqs';

/** Throws RefusedSignature unless a request is signed with the development credentials for this region. */
export function verifySignedRequest(
  request: GatewayRequest,
  region: string,
  deps: SignatureDependencies,
  service: SignedService = 'execute-api',
): void {
  const { credentials, clock } = deps;
  const signed = readSignedRequest(request);
  if (signed.accessKeyId !== credentials.accessKeyId) {
    throw new RefusedSignature(`signed with another access key than ${credentials.accessKeyId}`, 'unknown-key');
  }
  if (signed.scope !== `${signed.timestamp.slice(0, 8)}/${region}/${service}/aws4_request`) {
    throw new RefusedSignature(
      `signed for ${signed.scope}, expected the day of the request, ${region}, ${service}`,
      'mismatch',
      scopeFault(signed, region, service),
    );
  }
  checkTime(signed, clock.now());
  if (!equal(signed.signature, expectedSignature(request, signed, credentials, { region, service }))) {
    throw new RefusedSignature('the signature does not fit the request', 'mismatch');
  }
}

/** The region and the service that a request says it is signed for. */
export function signedFor(request: GatewayRequest): { readonly region: string; readonly service: string } {
  const [, region = '', service = ''] = readSignedRequest(request).scope.split('/');
  return { region, service };
}

/** */
function scopeFault({ scope }: SignedRequest, region: string, service: SignedService): string | undefined {
  const [, signedRegion, signedService] = scope.split('/');
  const sentences = [
    ...(signedRegion === region ? [] : ['Credential should be scoped to a valid region.']),
    ...(signedService === service ? [] : [`Credential should be scoped to correct service: '${service}'.`]),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

/** */
function checkTime({ signedAt, timestamp, validForMs = CLOCK_SKEW_MS }: SignedRequest, now: number): void {
  const age = now - signedAt;
  if (age < -CLOCK_SKEW_MS) {
    const latest = `${compactTime(now + CLOCK_SKEW_MS)} (${compactTime(now)} + ${minutes(CLOCK_SKEW_MS)} min.)`;
    const told = `Signature not yet current: ${timestamp} is still later than ${latest}`;
    throw new RefusedSignature('signed in the future', 'expired', told);
  }
  if (age > validForMs) {
    const earliest = `${compactTime(now - validForMs)} (${compactTime(now)} - ${minutes(validForMs)} min.)`;
    const told = `Signature expired: ${timestamp} is now earlier than ${earliest}`;
    throw new RefusedSignature('the signature has expired', 'expired', told);
  }
}

/** `20261121T120000Z` */
function compactTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function minutes(milliseconds: number): number {
  return Math.floor(milliseconds / 60_000);
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Who signs with the development credentials. */
export function developmentUser(accountId: string): { readonly userId: string; readonly userArn: string } {
  return { userId: 'AIDALOCALDEVELOPMENT', userArn: `arn:aws:iam::${accountId}:user/local-development` };
}
