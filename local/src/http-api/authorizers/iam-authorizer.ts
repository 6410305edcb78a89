import { RefusedSignature } from '../../authorizers/sigv4-request';
import { developmentUser, SignatureDependencies, verifySignedRequest } from '../../authorizers/sigv4-verifier';
import { Authorizer, AuthorizerInput, AuthorizerVerdict } from './authorizer';
import { deny } from './verdicts';

/** H-72: lets in whoever signed with the development credentials. Policies of the caller are not looked at. */
export class IamAuthorizer implements Authorizer {
  public constructor(private readonly deps: SignatureDependencies) {}

  public async authorize(input: AuthorizerInput): Promise<AuthorizerVerdict> {
    const [, , , region = ''] = input.routeArn.split(':');
    try {
      verifySignedRequest(input.request, region, this.deps);
    } catch (error) {
      return deny(403, error instanceof RefusedSignature ? error.message : 'the signature could not be verified');
    }
    return this.allow(input);
  }

  private allow(input: AuthorizerInput): AuthorizerVerdict {
    const { accessKeyId } = this.deps.credentials;
    const accountId = input.routeArn.split(':')[4] ?? '';
    const { userId, userArn } = developmentUser(accountId);
    const iam = {
      accessKey: accessKeyId,
      accountId,
      callerId: userId,
      cognitoIdentity: null,
      principalOrgId: null,
      userArn,
      userId,
    };
    return { kind: 'allow', context: { iam }, principal: accessKeyId, detail: `signed with ${accessKeyId}` };
  }
}
