import * as sdk from '@aws-sdk/client-api-gateway';
import { ApiKeys } from '../clients/api-keys';
import { decodeKeyUsageSettings, KEY_USAGE } from '../contract/key-usage-settings';
import { withProblems } from '../http/problem-error';
import { corsPolicy } from '../http/cors-policy';
import { withCors } from '../http/with-cors';
import { keyUsage, KeyUsageHandler } from '../usage/key-usage';

let answer: KeyUsageHandler | undefined;

/** Tells the holder of an API key its tier, its limits, and what is used and left of them. */
export const handler = withCors(
  withProblems<Parameters<KeyUsageHandler>[0], [], ReturnType<KeyUsageHandler>>((event) => {
    const settings = decodeKeyUsageSettings(process.env[KEY_USAGE]);
    answer ??= keyUsage(settings, new ApiKeys(sdk, new sdk.APIGatewayClient()), Date.now);
    return answer(event);
  }),
  { exposeHeaders: [...corsPolicy({}, process.env).exposeHeaders, 'RateLimit', 'RateLimit-Policy', 'Retry-After'] },
);
