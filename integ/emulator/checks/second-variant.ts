import { isDeepStrictEqual } from 'node:util';
import { APIGatewayClient, GetStageCommand, GetUsagePlanCommand } from '@aws-sdk/client-api-gateway';
import { answerOf, mayBeAsked } from '../added-route';
import { ApiClient } from '../api-client';
import { DeployedResource, DeployedStack } from '../deployed-stack';
import { ADDED } from '../variants/second';

/** What has data, or an address or name that others hold. */
const STATEFUL = [
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGatewayV2::Api',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Kinesis::Stream',
  'AWS::Logs::LogGroup',
  'AWS::SecretsManager::Secret',
  'AWS::SQS::Queue',
  'AWS::StepFunctions::StateMachine',
];

/** Without logs that are named after a REST API, to which the emulator gives another id when its body changes. */
const stateful = (stack: DeployedStack): DeployedResource[] =>
  stack.resources.filter(
    ({ type, physicalId }) => STATEFUL.includes(type) && !physicalId.startsWith('API-Gateway-Execution-Logs_'),
  );

/** What an update keeps and what it changes. */
export function checkSecondVariant(before: () => DeployedStack[], after: () => DeployedStack[]): void {
  it('every stateful resource is the one it was', () => {
    const [then, now] = [before(), after()].map((stacks) => stacks.flatMap(stateful));
    expect(then.filter(({ type }) => type === 'AWS::DynamoDB::Table')).not.toEqual([]);
    expect(then.filter((one) => !now.some((other) => isDeepStrictEqual(one, other)))).toEqual([]);
  });

  it('a REST API that changed has a deployment of another name, and its stage has that one', async () => {
    const restApis = after().filter((stack) => stack.ofType('AWS::ApiGateway::RestApi').length > 0);
    expect(restApis).not.toEqual([]);
    for (const stack of restApis) {
      const [deployment] = stack.ofType('AWS::ApiGateway::Deployment');
      const then = before().find(({ name }) => name === stack.name);
      expect(then?.ofType('AWS::ApiGateway::Deployment')).not.toMatchObject([{ logicalId: deployment.logicalId }]);
      const ids = {
        restApiId: stack.idOf('AWS::ApiGateway::RestApi'),
        stageName: stack.idOf('AWS::ApiGateway::Stage'),
      };
      const stage = await new APIGatewayClient().send(new GetStageCommand(ids));
      expect(stage.deploymentId).toBe(deployment.physicalId);
    }
  });

  it('every tier has its new throttle', async () => {
    const plans = after().flatMap((stack) => stack.ofType('AWS::ApiGateway::UsagePlan'));
    expect(plans).not.toEqual([]);
    for (const { physicalId: usagePlanId } of plans) {
      const plan = await new APIGatewayClient().send(new GetUsagePlanCommand({ usagePlanId }));
      expect(plan.throttle).toEqual(ADDED.throttle);
    }
  });

  it('the added route of every API answers', async () => {
    for (const stack of after().filter(mayBeAsked)) {
      expect([stack.name, await answerOf(stack, ADDED.route)]).toEqual([stack.name, { answer: ADDED.route }]);
    }
  });

  it('a function that has another name now answers as before', async () => {
    const stack = await DeployedStack.named('SecureHttpApiLambdaAuthorizer');
    expect(stack.ofType('AWS::Lambda::Function').map(({ logicalId }) => logicalId)).toEqual(
      expect.arrayContaining(['RenamedDoorkeeper', 'RenamedGreet']),
    );
    const answer = await ApiClient.api(stack).call('/safe', { 'x-caller': 'owner' });
    expect(answer).toEqual({ status: 200, body: { hello: 'owner' } });
  });
}
