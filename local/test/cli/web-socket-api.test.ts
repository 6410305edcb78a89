import { coloursFor } from '../../src/cli/colours';
import { jsonReporter } from '../../src/cli/json-reporter';
import { prettyReporter } from '../../src/cli/pretty-reporter';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { ECHO_EVENT, guard, GUARDED, webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture;
beforeAll(async () => {
  const template = webSocketTemplate({
    routes: { $connect: 'Echo', join: 'Echo' },
    routeProperties: { $connect: GUARDED },
    functions: { Echo: ECHO_EVENT, GuardFunction: ECHO_EVENT },
    resources: guard(),
  });
  running = await serveTemplate(template);
});
afterAll(() => running.close());

function written(use: (output: { write(text: string): unknown }) => void): string {
  let text = '';
  use({ write: (more) => (text += more) });
  return text;
}

it('a WebSocket API is shown with its URL, its routes and who may connect', () => {
  const { gateway } = running;
  const text = written((output) => prettyReporter(output, output, coloursFor({}, {})).ready(gateway, undefined));
  expect(text).toContain(`live Shop/Live, stage prod\n  ${gateway.url('Live')}\n`);
  expect(text).toMatch(/\$connect {2}Lambda authorizer Shop-GuardFunction-\w+\n {2}join {6}who is connected/);
});

it('and is in the ready event', () => {
  const { gateway } = running;
  const text = written((output) => jsonReporter(output, output).ready(gateway, undefined));
  expect(JSON.parse(text).apis).toEqual([
    { stack: 'Shop', logicalId: 'Live', kind: 'WEBSOCKET', stage: 'prod', url: gateway.url('Live') },
  ]);
});
