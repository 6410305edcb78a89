import { signatureFault } from '../../authorizers/signature-fault';
import { RefusedSignature } from '../../authorizers/sigv4-request';
import { developmentUser, SignatureDependencies, verifySignedRequest } from '../../authorizers/sigv4-verifier';
import { GatewayRequest } from '../../core/request';
import { Exchange } from '../exchange';
import { Fault } from '../gateway-responses/fault';
import { deny, RestAuthorizer, RestVerdict } from './authorizer';

/** Lets in whoever signed with the development credentials. Policies of the caller are not looked at. */
export class IamAuthorizer implements RestAuthorizer {
  public constructor(private readonly deps: SignatureDependencies) {}

  public async authorize(exchange: Exchange): Promise<RestVerdict> {
    const { sentRequest, stage } = exchange;
    try {
      verifySignedRequest(sentRequest, stage.region, this.deps);
    } catch (error) {
      if (!(error instanceof RefusedSignature)) {
        return deny('the signature could not be verified', { type: 'INVALID_SIGNATURE' });
      }
      return deny(error.message, faultOf(error, sentRequest));
    }
    const { accessKeyId } = this.deps.credentials;
    const { userId, userArn } = developmentUser(stage.accountId);
    const identity = { accessKey: accessKeyId, accountId: stage.accountId, caller: userId, user: userId, userArn };
    return { kind: 'allow', caller: { principal: accessKeyId, identity }, detail: `signed with ${accessKeyId}` };
  }
}

function faultOf(error: RefusedSignature, request: GatewayRequest): Fault {
  if (error.kind === 'unsigned') return { type: 'MISSING_AUTHENTICATION_TOKEN' };
  return { type: 'INVALID_SIGNATURE', ...signatureFault(error, request) };
}
