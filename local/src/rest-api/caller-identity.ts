import { headerValue } from '../core/request';
import { Situation } from './exchange';

/** `requestContext.identity`: null where unused, the API key only on a method that demands one. */
export function identityOf({ request, method, caller, client }: Situation): Record<string, string | null> {
  return {
    accessKey: null,
    accountId: null,
    ...(method?.apiKeyRequired && { apiKey: client?.key.value ?? null, apiKeyId: client?.key.id ?? null }),
    caller: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: request.sourceIp,
    user: null,
    userAgent: headerValue(request.headers, 'user-agent') ?? null,
    userArn: null,
    ...caller?.identity,
  };
}
