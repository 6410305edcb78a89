import { type APIGatewayClient, GetAccountCommand, UpdateAccountCommand } from '@aws-sdk/client-api-gateway';

/**
 * What API Gateway keeps for an account and Region.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html
 */
export class AccountSettings {
  public constructor(private readonly client: Pick<APIGatewayClient, 'send'>) {}

  /** ARN of the role by which API Gateway writes logs. */
  public async logRole(): Promise<string | undefined> {
    const { cloudwatchRoleArn } = await this.client.send(new GetAccountCommand({}));
    return cloudwatchRoleArn || undefined;
  }

  public async setLogRole(arn: string): Promise<void> {
    const patchOperations = [{ op: 'replace' as const, path: '/cloudwatchRoleArn', value: arn }];
    await this.client.send(new UpdateAccountCommand({ patchOperations }));
  }
}
