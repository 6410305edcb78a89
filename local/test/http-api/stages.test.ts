import { call, eventOf } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, lambdaProxy } from '../support/template';

const NOT_FOUND = { status: 404, body: '{"message":"Not Found"}' };
const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:';

let running: RunningFixture;
let url: string;
beforeAll(async () => {
  const template = apiTemplate({
    routes: {
      $default: 'Echo',
      'GET /live': { ...lambdaProxy('Echo'), IntegrationUri: `${ARN}\${stageVariables.function}` },
      'GET /elsewhere': {
        IntegrationType: 'HTTP_PROXY',
        IntegrationMethod: 'GET',
        IntegrationUri: '${stageVariables.backend}/x',
      },
    },
    stages: [
      { StageName: '$default' },
      { StageName: 'v1', StageVariables: { function: 'echo' } },
      { StageName: 'by-id', AutoDeploy: false, DeploymentId: { Ref: 'Deployment' } },
      { StageName: 'by-name', AutoDeploy: false },
      { StageName: 'bare', AutoDeploy: false },
    ],
    resources: {
      Deployment: {
        Type: 'AWS::ApiGatewayV2::Deployment',
        DependsOn: ['Route0', 'Route1', 'Route2'],
        Properties: { ApiId: { Ref: 'Api' }, StageName: 'by-name' },
      },
    },
  });
  const { Echo } = template.Resources as Record<string, { Properties: object }>;
  Object.assign(Echo!.Properties, { FunctionName: 'echo' });
  running = await serveTemplate(template);
  url = new URL(running.gateway.url('Api')).origin;
});
afterAll(() => running.close());

it.each([
  ['/v1', 'v1', '/v1'],
  ['/v1/', 'v1', '/v1/'],
  ['/%76%31/x', 'v1', '/v1/x'],
  ['/V1/x', '$default', '/V1/x'],
  ['/v10', '$default', '/v10'],
  ['/by-id/x', 'by-id', '/by-id/x'],
  ['/by-name/x', 'by-name', '/by-name/x'],
])('H-1, H-7: %s is for the stage %s', async (path, stage, rawPath) => {
  expect(await eventOf(url, path)).toMatchObject({ rawPath, requestContext: { stage, http: { path: rawPath } } });
});

it('H-34: a stage that nothing is deployed to has no routes, and says so', async () => {
  expect(await call(url, '/bare/x')).toMatchObject(NOT_FOUND);
  expect(running.gateway.notes).toContainEqual(
    expect.objectContaining({ logicalId: 'Stage4', text: expect.stringContaining('every request gets a 404') }),
  );
});

it('a stage variable names the function; where the stage has none the answer is 500 (assumed)', async () => {
  expect(await eventOf(url, '/v1/live')).toMatchObject({ routeKey: 'GET /live' });
  expect(await call(url, '/live')).toMatchObject({ status: 500 });
  expect(await call(url, '/elsewhere')).toMatchObject({ status: 500 });
});
