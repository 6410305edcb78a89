import { RunningFixture, serveTemplate } from '../support/gateway';
import { refusalOf, SocketClient } from '../support/socket-client';
import { webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture;
afterEach(() => running.close());

async function serve(stage: object, deployment?: object): Promise<string> {
  const Deployed = {
    Type: 'AWS::ApiGatewayV2::Deployment',
    DependsOn: ['Route0'],
    Properties: { ApiId: { Ref: 'Live' }, ...deployment },
  };
  running = await serveTemplate(
    webSocketTemplate({
      routes: { $default: 'Echo', join: 'Echo' },
      stages: [{ StageName: 'prod', AutoDeploy: false, ...stage }],
      resources: deployment && { Deployed },
    }),
  );
  return running.gateway.url('Live');
}

const notes = (): string[] => running.gateway.notes.map(({ logicalId, text }) => `${logicalId} ${text}`);

it('W-35: nobody can connect to a stage that nothing is deployed to, which is said at start', async () => {
  const url = await serve({});
  expect(await refusalOf(url)).toMatchObject({ status: 403 });
  expect(notes()).toEqual(['Stage0 has neither AutoDeploy nor a deployment: as at AWS, nobody can connect']);
});

it.each([
  ['names', { DeploymentId: { Ref: 'Deployed' } }, {}],
  ['is named by', {}, { StageName: 'prod' }],
])(
  'W-35: a stage that %s a deployment serves; a route that the deployment does not wait for is noted',
  async (_, stage, deployment) => {
    const client = await SocketClient.open(await serve(stage, deployment));
    await client.close();
    expect(notes()).toEqual([
      'Deployed may be made before join at AWS, and so without, for want of DependsOn; here all is served',
    ]);
  },
);

it('W-35: a stage that follows its API needs no deployment', async () => {
  const client = await SocketClient.open(await serve({ AutoDeploy: true }, { StageName: 'other' }));
  await client.close();
  expect(notes()).toEqual([]);
});
