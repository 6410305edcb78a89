import { timingSafeEqual } from 'node:crypto';

import { Clock } from '../../core/clock';
import { DevelopmentCredentials } from '../../core/development-credentials';
import { Authorizer, AuthorizerInput, AuthorizerVerdict } from '../authorizer';
import { expectedSignature } from '../../authorizers/sigv4-signature';
import { readSignedRequest, RefusedSignature, SignedRequest } from '../../authorizers/sigv4-request';
import { deny } from './verdicts';

export interface IamDependencies {
  readonly clock: Clock;
  readonly credentials: DevelopmentCredentials;
}

/** Either way, as at AWS. */
const CLOCK_SKEW_MS = 5 * 60 * 1_000;

/** H-72: lets in whoever signed with the development credentials. Policies of the caller are not looked at. */
export class IamAuthorizer implements Authorizer {
  public constructor(private readonly deps: IamDependencies) {}

  public async authorize(input: AuthorizerInput): Promise<AuthorizerVerdict> {
    try {
      this.verify(readSignedRequest(input.request), input);
    } catch (error) {
      return deny(403, error instanceof RefusedSignature ? error.message : 'the signature could not be verified');
    }
    return this.allow(input);
  }

  private verify(signed: SignedRequest, input: AuthorizerInput): void {
    const { credentials } = this.deps;
    const [, , , region] = input.routeArn.split(':');
    if (signed.accessKeyId !== credentials.accessKeyId) {
      throw new RefusedSignature(`signed with another access key than ${credentials.accessKeyId}`);
    }
    if (signed.scope !== `${signed.timestamp.slice(0, 8)}/${region}/execute-api/aws4_request`) {
      throw new RefusedSignature(`signed for ${signed.scope}, expected the day of the request, ${region}, execute-api`);
    }
    this.checkTime(signed);
    if (!equal(signed.signature, expectedSignature(input.request, signed, credentials, region as string))) {
      throw new RefusedSignature('the signature does not fit the request');
    }
  }

  private checkTime({ signedAt, validForMs }: SignedRequest): void {
    const age = this.deps.clock.now() - signedAt;
    if (age < -CLOCK_SKEW_MS) {
      throw new RefusedSignature('signed in the future');
    }
    if (age > (validForMs ?? CLOCK_SKEW_MS)) {
      throw new RefusedSignature('the signature has expired');
    }
  }

  private allow(input: AuthorizerInput): AuthorizerVerdict {
    const { accessKeyId } = this.deps.credentials;
    const accountId = input.routeArn.split(':')[4] ?? '';
    const userId = 'AIDALOCALDEVELOPMENT';
    const iam = {
      accessKey: accessKeyId,
      accountId,
      callerId: userId,
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: `arn:aws:iam::${accountId}:user/local-development`,
      userId,
    };
    return { kind: 'allow', context: { iam }, principal: accessKeyId, detail: `signed with ${accessKeyId}` };
  }
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
