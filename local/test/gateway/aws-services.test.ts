import { createServer } from 'node:http';
import { closeServer, listenOnLoopback } from '../../src/core/loopback-server';
import { call } from '../support/call';
import { serveTemplate } from '../support/gateway';
import { apiTemplate, functionResource } from '../support/template';

/** Tries each client, and tells how it ends. */
const code = `
const { CloudWatchClient, PutMetricDataCommand } = require('@aws-sdk/client-cloudwatch');
exports.handler = async () => {
  const attempt = (config) =>
    new CloudWatchClient({ maxAttempts: 1, ...config })
      .send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [] }))
      .then(() => 'sent', ({ name, message }) => name + ': ' + message);
  return JSON.stringify([await attempt({}), await attempt({ endpoint: process.env.ELSEWHERE })]);
};`;

/** What the function's two attempts come to, the second one to an endpoint in its code. */
async function attempts(variables: object): Promise<string[]> {
  const Fn = functionResource(code, { Timeout: 30, Environment: { Variables: variables } });
  const { gateway, close } = await serveTemplate(
    apiTemplate({ routes: { $default: 'Fn' }, functions: {}, resources: { Fn } }),
  );
  try {
    return JSON.parse((await call(gateway.url('Api'), '/')).body) as string[];
  } finally {
    await close();
  }
}

let elsewhere: string;
const server = createServer((_, response) => response.end('{}'));
beforeAll(async () => {
  elsewhere = await listenOnLoopback(server);
});
afterAll(() => closeServer(server));

it('a function’s call of a service that is not emulated is refused by name, unless its code says where it is', async () => {
  expect(await attempts({ ELSEWHERE: elsewhere })).toEqual([
    expect.stringMatching(/^NotServedLocally: the local gateway does not serve PutMetricData of monitoring;/),
    'sent',
  ]);
});

it.each(['AWS_ENDPOINT_URL_CLOUDWATCH', 'AWS_ENDPOINT_URL'])('or unless %s of the template does', async (name) => {
  expect(await attempts({ ELSEWHERE: elsewhere, [name]: elsewhere })).toEqual(['sent', 'sent']);
});
