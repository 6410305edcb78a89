import { RefusedSignature } from '../../authorizers/sigv4-request';
import { developmentUser, SignatureDependencies, verifySignedRequest } from '../../authorizers/sigv4-verifier';
import { Exchange } from '../exchange';
import { deny, WebSocketAuthorizer, WebSocketVerdict } from './authorizer';

/** Lets in whoever signed with the development credentials. Policies of the caller are not looked at. */
export class IamAuthorizer implements WebSocketAuthorizer {
  public constructor(private readonly deps: SignatureDependencies) {}

  public async authorize({ request, stage }: Exchange): Promise<WebSocketVerdict> {
    try {
      verifySignedRequest(request, stage.region, this.deps);
    } catch (error) {
      return deny(403, error instanceof RefusedSignature ? error.message : 'the signature could not be verified');
    }
    const { accessKeyId: accessKey } = this.deps.credentials;
    const { userId, userArn } = developmentUser(stage.accountId);
    const identity = { accessKey, accountId: stage.accountId, caller: userId, user: userId, userArn };
    return { kind: 'allow', caller: { identity }, detail: `signed with ${accessKey}` };
  }
}
