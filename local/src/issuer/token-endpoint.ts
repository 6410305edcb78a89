import { DEFAULT_LIFETIME_SECONDS, TokenSigner } from './token-signer';

/** What the token endpoint answers: a token (RFC 6749, 5.1) or an error (5.2). */
export interface TokenAnswer {
  readonly status: 200 | 400;
  readonly body: Readonly<Record<string, unknown>>;
}

const PARAMETERS = ['grant_type', 'client_id', 'client_secret', 'audience', 'scope', 'sub', 'token_use'];
const DEFAULT_SUBJECT = 'developer';

/** Gives a token to anyone who asks: it is a stand-in for an identity provider, on the developer's machine only. */
export async function answerTokenRequest(form: string, signer: TokenSigner): Promise<TokenAnswer> {
  const parameters = new URLSearchParams(form);
  const names = [...parameters.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    return refusal('invalid_request', `the parameter ${printable(repeated)} is given twice`);
  }
  const unknown = names.find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) {
    return refusal(
      'invalid_request',
      `the parameter ${printable(unknown)} is not known; there are ${PARAMETERS.join(', ')}`,
    );
  }
  if (!parameters.get('grant_type')) {
    return refusal('invalid_request', 'grant_type is missing; send grant_type=client_credentials');
  }
  if (parameters.get('grant_type') !== 'client_credentials') {
    return refusal('unsupported_grant_type', 'only client_credentials is served');
  }
  return { status: 200, body: await issueToken(parameters, signer) };
}

async function issueToken(parameters: URLSearchParams, signer: TokenSigner): Promise<Record<string, unknown>> {
  // a parameter without value counts as left out (RFC 6749, 3.2)
  const value = (name: string) => parameters.get(name) || undefined;
  const [audience, scope, clientId, tokenUse] = ['audience', 'scope', 'client_id', 'token_use'].map(value);
  const token = await signer.issue({
    sub: value('sub') ?? clientId ?? DEFAULT_SUBJECT,
    ...(audience !== undefined && { audience }),
    ...(scope !== undefined && { scope }),
    ...(clientId !== undefined && { client_id: clientId }),
    // what tells Cognito's ID tokens from its access tokens
    ...(tokenUse !== undefined && { token_use: tokenUse }),
  });
  return {
    access_token: token,
    token_type: 'Bearer',
    expires_in: DEFAULT_LIFETIME_SECONDS,
    ...(scope !== undefined && { scope }),
  };
}

function refusal(error: string, description: string): TokenAnswer {
  return { status: 400, body: { error, error_description: description } };
}

/** RFC 6749 allows no others in a description. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?');
}
