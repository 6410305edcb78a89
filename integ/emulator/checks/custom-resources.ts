import { APIGatewayClient, GetAccountCommand, GetApiKeyCommand } from '@aws-sdk/client-api-gateway';
import { DeployedStack } from '../deployed-stack';
import { secretValue } from './rest-apis';

/** What functions of ours do while a stack is deployed, and what the template has others do. */
export function checkCustomResources(): void {
  it('API Gateway logs by the role of one of the stacks', async () => {
    const { cloudwatchRoleArn } = await new APIGatewayClient().send(new GetAccountCommand());
    const stacks = await Promise.all((await DeployedStack.names()).map((name) => DeployedStack.named(name)));
    const roles = stacks.flatMap((stack) => stack.ofType('AWS::IAM::Role'));
    expect(roles.filter(({ physicalId }) => cloudwatchRoleArn?.endsWith(`/${physicalId}`))).toMatchObject([
      { logicalId: expect.stringMatching(/^ApiGatewayAccountLogRole/) },
    ]);
  });

  it.each(['Acme', 'Globex'])('the value of the key of %s is in its secret', async (customer) => {
    const stack = await DeployedStack.named('MeteredRestApiTiers');
    const apiKey = stack.idOf('AWS::ApiGateway::ApiKey', customer);
    const { value } = await new APIGatewayClient().send(new GetApiKeyCommand({ apiKey, includeValue: true }));
    expect(value).toBe(await secretValue(stack.idOf('AWS::SecretsManager::Secret', customer)));
  });
}
