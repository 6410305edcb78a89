import { CfnStage, StageOptions } from 'aws-cdk-lib/aws-apigateway';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

let api: RunningRestApi;
afterEach(() => api?.close());

async function serve(stage: StageOptions = {}, change: (stage: CfnStage) => void = () => undefined): Promise<void> {
  api = await serveRestApi({
    stage,
    body: ({ calls }) => ({
      paths: {
        '/public/{id}': { get: calls('Echo') },
        '/signed/{id}': { get: calls('Echo', { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }) },
      },
    }),
    extend: (_, spec) => change(spec.deploymentStage.node.defaultChild as CfnStage),
  });
}

it('R-63, Q-9: a method ARN over 1,600 bytes, where somebody is to authorize it', async () => {
  await serve();
  const id = 'x'.repeat(1_600);
  expect((await api.call(`/public/${id}`)).status).toBe(200);
  expect((await api.call(`/signed/${id}`)).status).toBe(414);
  expect((await api.call(`/signed/${id.slice(200)}`)).status).toBe(403);
});

it('Q-9: request line and headers have 10,240 bytes at most (the status is assumed)', async () => {
  await serve();
  expect((await api.call('/public/a', { headers: { 'x-long': 'x'.repeat(9_000) } })).status).toBe(200);
  expect((await api.call('/public/a', { headers: { 'x-long': 'x'.repeat(10_240) } })).status).toBe(431);
});

it('Q-9: a body of 10 MB gets through to what stands behind', async () => {
  await serve();
  const { body } = await api.call('/public/a', { headers: { 'content-length': '0' } });
  expect(JSON.parse(body).body).toBeNull();
  expect((await api.call('/nope', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024) })).status).toBe(403);
});

it.each(['not a name', 'ä', 'x'.repeat(129)])('R-1: a stage can not be called %s', async (name) => {
  await expect(serve({}, (stage) => stage.addPropertyOverride('StageName', name))).rejects.toThrow(
    'StageName: must have 1 to 128 letters, digits, hyphens and underscores',
  );
});
