import { Gateway } from '../../src';
import { coloursFor } from '../../src/cli/colours';
import { jsonReporter } from '../../src/cli/json-reporter';
import { prettyReporter } from '../../src/cli/pretty-reporter';

const gateway = {
  apis: [
    {
      stack: 'Shop',
      logicalId: 'Live',
      kind: 'WEBSOCKET',
      name: 'live',
      stage: 'prod',
      url: 'ws://127.0.0.1:3000/prod',
      routes: [
        { routeKey: '$connect', authorization: { kind: 'lambda', functionArn: 'a:b:c:d:e:function:guard' } },
        { routeKey: 'join', authorization: { kind: 'none' } },
      ],
    },
  ],
  apiKeys: [],
  queues: [],
  notes: [],
} as unknown as Gateway;

function written(use: (output: { write(text: string): unknown }) => void): string {
  let text = '';
  use({ write: (more) => (text += more) });
  return text;
}

it('a WebSocket API is shown with its URL, its routes and who may connect', () => {
  const text = written((output) => prettyReporter(output, output, coloursFor({}, {})).ready(gateway, undefined));
  expect(text).toContain('live Shop/Live, stage prod\n  ws://127.0.0.1:3000/prod\n');
  expect(text).toMatch(/\$connect {2}Lambda authorizer guard\n {2}join {6}public/);
});

it('and is in the ready event', () => {
  const text = written((output) => jsonReporter(output, output).ready(gateway, undefined));
  expect(JSON.parse(text).apis).toEqual([
    { stack: 'Shop', logicalId: 'Live', kind: 'WEBSOCKET', stage: 'prod', url: 'ws://127.0.0.1:3000/prod' },
  ]);
});
