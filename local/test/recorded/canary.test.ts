/**
 * A canary, recorded by localstack (tests/aws/services/apigateway/test_apigateway_canary, test_invoking_canary_deployment;
 * tests/aws/services/cloudformation/resources/test_apigateway, test_apigateway_deployment_canary_settings). Its own
 * deployment had another message there; here both serve the methods of the template.
 */
import { Stack } from 'aws-cdk-lib';
import { CfnDeployment, CfnStage, LambdaIntegration, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { inlineFunction, RunningRestApi, serveRestStack } from '../support/rest-api';

const TEMPLATE = `{
  "variable": "$stageVariables.testVar",
  "nonExistingDefault": "$stageVariables.noStageVar",
  "nonOverridden": "$stageVariables.defaultVar",
  "isCanary": "$context.isCanaryRequest"
}`;
const OVERRIDES = { testVar: 'canary', noStageVar: 'canary' };
const OF_STAGE = { variable: 'default', nonExistingDefault: '', nonOverridden: 'default', isCanary: 'false' };
const OF_CANARY = { variable: 'canary', nonExistingDefault: 'canary', nonOverridden: 'default', isCanary: 'true' };

type Where = 'stage' | 'deployment';

/** A canary that is a property of the stage, or one that a second deployment brings along. */
function build(where: Where, percentTraffic: number, stageName = 'dev') {
  return (stack: Stack): void => {
    const restApi = new RestApi(stack, 'Api', { deploy: false });
    restApi.root.addMethod(
      'GET',
      new MockIntegration({
        requestTemplates: { 'application/json': '{"statusCode": 200}' },
        integrationResponses: [{ statusCode: '200', responseTemplates: { 'application/json': TEMPLATE } }],
      }),
      { methodResponses: [{ statusCode: '200' }] },
    );
    restApi.root.addResource('echo').addMethod('GET', new LambdaIntegration(inlineFunction(stack, 'Echo')));
    const { restApiId } = restApi;
    const deployment = new CfnDeployment(stack, 'Deployment', { restApiId });
    const canary = { percentTraffic, stageVariableOverrides: OVERRIDES };
    const second = new CfnDeployment(stack, 'Second', {
      restApiId,
      ...(where === 'deployment' && { stageName, deploymentCanarySettings: canary }),
    });
    new CfnStage(stack, 'Stage', {
      restApiId,
      stageName: 'dev',
      deploymentId: deployment.ref,
      variables: { testVar: 'default', defaultVar: 'default' },
      ...(where === 'stage' && { canarySetting: { deploymentId: second.ref, ...canary } }),
    });
  };
}

async function served<T>(
  where: Where,
  percent: number,
  work: (api: RunningRestApi) => Promise<T>,
  random?: () => number,
): Promise<T> {
  const api = await serveRestStack(build(where, percent), { random });
  try {
    return await work(api);
  } finally {
    await api.close();
  }
}

it.each<[Where, number, object]>([
  ['stage', 0, OF_STAGE],
  ['stage', 100, OF_CANARY],
  ['deployment', 0, OF_STAGE],
  ['deployment', 100, OF_CANARY],
])('R-114: a canary of a %s that gets %d percent', async (where, percent, expected) => {
  const { body } = await served(where, percent, (api) => api.call('/'));
  expect(JSON.parse(body)).toEqual(expected);
});

it('a share of requests goes to the canary', async () => {
  const numbers = [0, 0.49, 0.5, 0.99];
  const answers = await served(
    'stage',
    50,
    async (api) => {
      const bodies: string[] = [];
      for (let count = 0; count < 4; count += 1) bodies.push((await api.call('/')).body);
      return bodies.map((body) => JSON.parse(body).isCanary);
    },
    () => numbers.shift() ?? 1,
  );
  expect(answers).toEqual(['true', 'true', 'false', 'false']);
});

it('R-17: events say so, and have the deployment and the variables of the canary', async () => {
  const [stage, canary] = [
    await served('stage', 0, (api) => api.event('/echo')),
    await served('stage', 100, (api) => api.event('/echo')),
  ];
  expect([stage.requestContext.isCanaryRequest, canary.requestContext.isCanaryRequest]).toEqual([false, true]);
  expect(stage.requestContext.deploymentId).not.toBe(canary.requestContext.deploymentId);
  expect(canary.stageVariables).toEqual({ testVar: 'canary', defaultVar: 'default', noStageVar: 'canary' });
});

it('a stage must be there before its canary, and a share is a percentage', async () => {
  await expect(serveRestStack(build('deployment', 50, 'other'))).rejects.toThrow(
    'StageName: a canary needs a stage of that name, got "other"',
  );
  await expect(serveRestStack(build('stage', 101))).rejects.toThrow('CanarySetting.PercentTraffic: must be 0 to 100');
});
