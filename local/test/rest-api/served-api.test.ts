import { ApiKey, UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { coloursFor } from '../../src/cli/colours';
import { jsonReporter } from '../../src/cli/json-reporter';
import { prettyReporter } from '../../src/cli/pretty-reporter';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi({
    body: ({ calls, uri }) => ({
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
          Token: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            'x-amazon-apigateway-authtype': 'custom',
            'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: uri('Echo') },
          },
        },
      },
      paths: {
        '/': { get: calls('Echo'), post: calls('Echo', { security: [{ key: [] }] }) },
        '/both': { 'x-amazon-apigateway-any-method': calls('Echo', { security: [{ Token: [] }, { key: [] }] }) },
      },
    }),
    extend: (stack, spec) => {
      const plan = new UsagePlan(stack, 'Plan', { name: 'free', apiStages: [{ stage: spec.deploymentStage }] });
      plan.addApiKey(spec.addApiKey('Acme', { apiKeyName: 'acme' }));
      plan.addApiKey(new ApiKey(stack, 'Real', { apiKeyName: 'real', value: 'perhaps-a-real-key-of-a-customer' }));
    },
  });
});
afterAll(() => api.close());

function written(): { readonly out: string[]; readonly output: { write(text: string): void } } {
  const out: string[] = [];
  return { out, output: { write: (text) => void out.push(text) } };
}

const valueOf = (name: string) => api.gateway.apiKeys.find((key) => key.name === name)!.value;

it('the start tells each method, what it demands, and the keys that were made up', () => {
  const { out, output } = written();
  prettyReporter(output, output, coloursFor({}, {})).ready(api.gateway, undefined);
  expect(out.join('')).toBe(`
Api Shop/ApiF70053CD, stage v1
  ${api.url}
  GET /      public
  POST /     key
  ANY /both  Lambda authorizer ${/function:(.*)/.exec(authorizerArn())?.[1]}, key

API keys, for the header x-api-key
  acme  ${valueOf('acme')}  plan free
  real  as in the template  plan free

AWS services, with AWS_ENDPOINT_URL=${api.gateway.awsEndpoint}

Ready. Ctrl-C ends it.

`);
});

function authorizerArn(): string {
  const { authorization } = api.gateway.apis[0]!.routes[2]!;
  return authorization.kind === 'lambda' ? authorization.functionArn : '';
}

it('the ready event has the kind, and no key that may be real', () => {
  const { out, output } = written();
  jsonReporter(output, output).ready(api.gateway, undefined);
  const event = JSON.parse(out[0]!) as Record<string, unknown>;
  expect(event).toMatchObject({
    event: 'ready',
    apis: [{ stack: 'Shop', kind: 'REST', stage: 'v1', url: api.url }],
    apiKeys: [
      { name: 'acme', value: valueOf('acme'), plans: ['free'] },
      { name: 'real', plans: ['free'] },
    ],
  });
  expect(out.join('')).not.toContain('perhaps-a-real-key');
});

it('a reload serves behind the same port, and made-up keys stay', async () => {
  const [url, key] = [api.gateway.url('Shop/Api', 'v1'), valueOf('acme')];
  await api.gateway.reload();
  expect([api.gateway.url('Api'), valueOf('acme')]).toEqual([url, key]);
  const answer = await api.call('/', { method: 'POST', headers: { 'x-api-key': key } });
  expect(answer.status).toBe(200);
  const record = api.gateway.requests.at(-1)!;
  expect(record).toMatchObject({ api: 'ApiF70053CD', routeKey: 'POST /', path: '/v1/' });
  expect(record.decisions.map(({ step }) => step)).toEqual(['route', 'authorize', 'key', 'integrate']);
  expect(JSON.stringify(record)).not.toContain(key);
});
