import { Stack } from 'aws-cdk-lib';
import { ApiKey, Deployment, MockIntegration, Period, RestApi, Stage, UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { call } from '../support/call';
import { TestClock } from '../support/gateway';
import { RunningRestApi, serveRestStack } from '../support/rest-api';

const KEY = 'a-literal-value-of-the-template';
const DAY = 24 * 60 * 60 * 1_000;

let api: RunningRestApi;
afterEach(() => api?.close());

/** Two stages, `v1` and `v2`, of an API with `GET /a` and `GET /b`, in one plan. */
async function serve(planOf: (restApi: RestApi) => object, clock: TestClock, stageProps = {}): Promise<void> {
  const build = (stack: Stack): void => {
    const restApi = new RestApi(stack, 'Api', { deployOptions: { stageName: 'v1', ...stageProps } });
    for (const path of ['a', 'b']) {
      const mock = new MockIntegration({
        requestTemplates: { 'application/json': '{"statusCode": 200}' },
        integrationResponses: [{ statusCode: '200' }],
      });
      const responses = { methodResponses: [{ statusCode: '200' }] };
      restApi.root.addResource(path).addMethod('GET', mock, { apiKeyRequired: true, ...responses });
    }
    const deployment = new Deployment(stack, 'Other', { api: restApi });
    deployment.node.addDependency(...restApi.methods);
    const other = new Stage(stack, 'OtherStage', { deployment, stageName: 'v2' });
    const plan = new UsagePlan(stack, 'Plan', planOf(restApi));
    const listed = (planOf(restApi) as { readonly methods?: object[] }).methods;
    plan.addApiStage({ stage: restApi.deploymentStage, throttle: listed as never });
    plan.addApiStage({ stage: other });
    plan.addApiKey(new ApiKey(stack, 'Key', { value: KEY }));
  };
  api = await serveRestStack(build, { clock });
}

const status = async (path: string): Promise<number> =>
  (await call(new URL(api.url).origin, path, { headers: { 'x-api-key': KEY } })).status;

it.each([
  // a Thursday
  ['WEEK, which starts on Sunday', Period.WEEK, 0, Date.UTC(2026, 0, 15, 12), 3 * DAY],
  ['WEEK from Friday', Period.WEEK, 5, Date.UTC(2026, 0, 15, 12), DAY],
  ['MONTH', Period.MONTH, 0, Date.UTC(2026, 0, 15, 12), 17 * DAY],
  ['MONTH from the 20th', Period.MONTH, 19, Date.UTC(2026, 0, 15, 12), 5 * DAY],
])('R-79, R-80: the quota of a %s counts over all stages', async (_, period, offset, start, untilNext) => {
  const clock = new TestClock(start);
  await serve(() => ({ quota: { limit: 3, period, offset } }), clock);
  expect([await status('/v1/a'), await status('/v2/a'), await status('/v2/b')]).toEqual([200, 200, 200]);
  expect([await status('/v1/b'), await status('/v2/a')]).toEqual([429, 429]);
  clock.advance(untilNext - DAY);
  expect(await status('/v1/a')).toBe(429);
  clock.advance(DAY);
  expect(await status('/v1/a')).toBe(200);
});

it('R-80: what is throttled does not count', async () => {
  const clock = new TestClock();
  await serve(() => ({ throttle: { rateLimit: 1, burstLimit: 1 }, quota: { limit: 2, period: Period.DAY } }), clock);
  expect([await status('/v1/a'), await status('/v1/a'), await status('/v1/a')]).toEqual([200, 429, 429]);
  clock.advance(1_000);
  expect(await status('/v1/a')).toBe(200);
  clock.advance(1_000);
  expect(await status('/v1/a')).toBe(429);
  expect(api.gateway.requests.at(-1)?.decisions.at(-1)).toMatchObject({ step: 'quota' });
});

it('R-78, R-79: the plan for a method, then the plan, then the stage, each stage for itself', async () => {
  const clock = new TestClock();
  const limits = (rateLimit: number, burstLimit: number) => ({ throttle: { rateLimit, burstLimit } });
  await serve(
    (restApi) => ({
      ...limits(1, 2),
      methods: [{ method: restApi.methods.find(({ resource }) => resource.path === '/a'), ...limits(1, 1) }],
    }),
    clock,
    { methodOptions: { '/b/GET': { throttlingRateLimit: 1, throttlingBurstLimit: 1 } } },
  );
  const whyNot = () => api.gateway.requests.at(-1)?.decisions.at(-1)?.detail;
  expect([await status('/v1/a'), await status('/v1/a')]).toEqual([200, 429]);
  expect(whyNot()).toMatch(/plan \S+ for GET \/a$/);
  // one token of the plan is left, and the stage has one for this method
  expect(await status('/v1/b')).toBe(200);
  expect(await status('/v1/b')).toBe(429);
  expect(whyNot()).toMatch(/plan \S+$/);
  expect([await status('/v2/a'), await status('/v2/a'), await status('/v2/a')]).toEqual([200, 200, 429]);
  clock.advance(2_000);
  expect([await status('/v1/b'), await status('/v1/b')]).toEqual([200, 429]);
  expect(whyNot()).toMatch(/stage$/);
});

it('R-79: a plan lists the methods of the root as //GET', async () => {
  api = await serveRestStack(
    (stack) => {
      const restApi = new RestApi(stack, 'Api', { deployOptions: { stageName: 'v1' } });
      const mock = new MockIntegration({
        requestTemplates: { 'application/json': '{"statusCode": 200}' },
        integrationResponses: [{ statusCode: '200' }],
      });
      const method = restApi.root.addMethod('GET', mock, {
        apiKeyRequired: true,
        methodResponses: [{ statusCode: '200' }],
      });
      const plan = new UsagePlan(stack, 'Plan', { throttle: { rateLimit: 9, burstLimit: 9 } });
      plan.addApiStage({
        stage: restApi.deploymentStage,
        throttle: [{ method, throttle: { rateLimit: 1, burstLimit: 1 } }],
      });
      plan.addApiKey(new ApiKey(stack, 'Key', { value: KEY }));
    },
    { clock: new TestClock() },
  );
  expect([await status('/v1/'), await status('/v1/')]).toEqual([200, 429]);
});

it('R-82: settings of each method that ANY stands for, as ANY takes none (assumed)', async () => {
  const build = (stack: Stack): void => {
    const limits = { throttlingRateLimit: 1, throttlingBurstLimit: 1 };
    const deployOptions = { stageName: 'v1', methodOptions: { '/a/PUT': limits, '/a/POST': limits } };
    const restApi = new RestApi(stack, 'Api', { deployOptions });
    const mock = new MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      integrationResponses: [{ statusCode: '200' }],
    });
    const resource = restApi.root.addResource('a');
    resource.addMethod('ANY', mock, { methodResponses: [{ statusCode: '200' }] });
    resource.addMethod('POST', mock, { methodResponses: [{ statusCode: '200' }] });
  };
  api = await serveRestStack(build, { clock: new TestClock() });
  const statuses = async (method: string) => [await statusOf(method), await statusOf(method)];
  const statusOf = async (method: string) => (await call(new URL(api.url).origin, '/v1/a', { method })).status;
  expect(await statuses('PUT')).toEqual([200, 429]);
  expect(await statuses('POST')).toEqual([200, 429]);
  expect(await statuses('GET')).toEqual([200, 200]);
});

it('a plan with throttles of methods alone is refused, as at AWS', async () => {
  const serving = serve(
    (restApi) => ({ methods: [{ method: restApi.methods[0], throttle: { rateLimit: 1, burstLimit: 1 } }] }),
    new TestClock(),
  );
  await expect(serving).rejects.toThrow('has throttles of methods and none of its own');
});
