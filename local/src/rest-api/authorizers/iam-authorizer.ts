import { headerValue } from '../../core/request';
import { RefusedSignature } from '../../authorizers/sigv4-request';
import { developmentUser, SignatureDependencies, verifySignedRequest } from '../../authorizers/sigv4-verifier';
import { Exchange } from '../exchange';
import { Fault } from '../gateway-responses/fault';
import { incompleteSignature } from '../incomplete-signature';
import { deny, RestAuthorizer, RestVerdict } from './authorizer';

/** Lets in whoever signed with the development credentials. Policies of the caller are not looked at. */
export class IamAuthorizer implements RestAuthorizer {
  public constructor(private readonly deps: SignatureDependencies) {}

  public async authorize(exchange: Exchange): Promise<RestVerdict> {
    const { request, stage } = exchange;
    try {
      verifySignedRequest(request, stage.region, this.deps);
    } catch (error) {
      if (!(error instanceof RefusedSignature)) {
        return deny('the signature could not be verified', { type: 'INVALID_SIGNATURE' });
      }
      return deny(error.message, faultOf(error, headerValue(request.headers, 'authorization')));
    }
    const { accessKeyId } = this.deps.credentials;
    const { userId, userArn } = developmentUser(stage.accountId);
    const identity = { accessKey: accessKeyId, accountId: stage.accountId, caller: userId, user: userId, userArn };
    return { kind: 'allow', caller: { principal: accessKeyId, identity }, detail: `signed with ${accessKeyId}` };
  }
}

/** */
function faultOf({ kind, message }: RefusedSignature, authorization: string | undefined): Fault {
  switch (kind) {
    case 'unsigned':
      return { type: 'MISSING_AUTHENTICATION_TOKEN' };
    case 'malformed':
      return (
        (authorization === undefined ? undefined : incompleteSignature(authorization)) ?? {
          type: 'INVALID_SIGNATURE',
          errorType: 'IncompleteSignatureException',
          message,
        }
      );
    case 'unknown-key':
      return {
        type: 'INVALID_SIGNATURE',
        errorType: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
      };
    case 'expired':
      return { type: 'INVALID_SIGNATURE', message: `Signature expired: ${message}` };
    case 'mismatch':
      return { type: 'INVALID_SIGNATURE' };
  }
}
