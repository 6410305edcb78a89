import { Gateway } from '../../src';
import { coloursFor } from '../../src/cli/colours';
import { jsonReporter } from '../../src/cli/json-reporter';
import { prettyReporter } from '../../src/cli/pretty-reporter';

const gateway: Gateway = {
  apis: [],
  apiKeys: [],
  requests: [],
  notes: [],
  queues: [
    { stack: 'Shop', logicalId: 'Jobs', name: 'jobs', url: 'http://127.0.0.1:4000/000000000000/jobs' },
    { stack: 'Shop', logicalId: 'Dead', name: 'jobs-dead', url: 'http://127.0.0.1:4000/000000000000/jobs-dead' },
  ],
  events: [],
  awsEndpoint: 'http://127.0.0.1:4000',
  sqsEndpoint: 'http://127.0.0.1:4000',
  lambdaEndpoint: 'http://127.0.0.1:4000',
  url: () => '',
  codeFolders: [],
  reload: async () => ({ template: false, functions: [] }),
  reloadCode: async () => ({ template: false, functions: [] }),
  close: async () => undefined,
};

let written: string;
const output = { write: (text: string): unknown => (written += text) };
beforeEach(() => (written = ''));

it('queues are printed with what another program needs to send to them', () => {
  prettyReporter(output, output, coloursFor({}, {})).ready(gateway, undefined);
  expect(written).toContain(
    [
      'Queues, with AWS_ENDPOINT_URL_SQS=http://127.0.0.1:4000',
      '  jobs       http://127.0.0.1:4000/000000000000/jobs',
      '  jobs-dead  http://127.0.0.1:4000/000000000000/jobs-dead',
    ].join('\n'),
  );
});

it('--json: and they are in the ready event', () => {
  jsonReporter(output, output).ready(gateway, undefined);
  const { queues, sqsEndpoint, lambdaEndpoint, awsEndpoint } = gateway;
  const endpoints = { sqsEndpoint, lambdaEndpoint, awsEndpoint };
  expect(JSON.parse(written)).toEqual({ event: 'ready', apis: [], queues, ...endpoints });
});

it('nothing is said of queues where there are none', () => {
  const without = { ...gateway, queues: [], sqsEndpoint: undefined };
  prettyReporter(output, output, coloursFor({}, {})).ready(without, undefined);
  jsonReporter(output, output).ready(without, undefined);
  expect(written).not.toMatch(/queue/i);
});

it('a reload tells only what it brings', () => {
  const reporter = prettyReporter(output, output, coloursFor({}, {}));
  reporter.ready(gateway, undefined);
  written = '';
  const notes = [{ stack: 'Shop', logicalId: 'Domain', text: 'custom domains are not emulated' }];
  reporter.reloaded({ ...gateway, notes }, { template: true, functions: [] });
  expect(written).toContain('note: [Shop/Domain] custom domains are not emulated');
  expect(written).not.toContain('Queues');
  reporter.reloaded(gateway, { template: true, functions: [] });
  written = '';
  reporter.reloaded({ ...gateway, notes }, { template: true, functions: [] });
  expect(written).toContain('note:');
});

it('a line of a function has enough of the request id to tell it by', () => {
  const requestId = '79af3db8-74c6-43f3-8937-eb493e9cf25d';
  const line = { functionName: 'orders', requestId, stream: 'stdout', text: 'hello' } as const;
  prettyReporter(output, output, coloursFor({}, {})).functionLog(line);
  expect(written).toBe('         │ orders 79af3db8 hello\n');
});
