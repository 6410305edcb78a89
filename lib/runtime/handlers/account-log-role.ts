import { setTimeout } from 'node:timers/promises';
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ensureAccountLogRole } from '../account-log-role/ensure-account-log-role';
import { AccountSettings } from '../clients/account-settings';
import { ACCOUNT_ROLE_ATTRIBUTE } from '../contract/account-log-role';
import { customResourceHandler } from '../custom-resource/custom-resource-handler';

const account = new AccountSettings(new APIGatewayClient());

/** Gives the account a log role where it has none, and never takes it away. */
export const handler = customResourceHandler(
  async ({ RequestType, ResourceProperties }): Promise<Record<string, string>> => {
    if (RequestType === 'Delete') {
      // other stacks go on logging by it
      return {};
    }
    const sleep = (seconds: number) => setTimeout(seconds * 1_000);
    const roleArn = await ensureAccountLogRole(account, String(ResourceProperties.RoleArn), sleep);
    return { [ACCOUNT_ROLE_ATTRIBUTE]: roleArn };
  },
);
