import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { App, Stack } from 'aws-cdk-lib';
import { everyApi } from '../support/every-api';

const COMMAND = join(__dirname, '../../bin/apigw-local.js');
const TELL_PID = 'exports.handler = async () => ({ statusCode: 200, body: String(process.pid) });';

export interface RunningGateway {
  readonly process: ChildProcess;
  /** URL by the kind of API. */
  readonly urls: Readonly<Record<'HTTP' | 'REST' | 'WEBSOCKET', string>>;
  /** Its temporary files, which are where nobody else's are. */
  left(): string[];
  end(signal: NodeJS.Signals): Promise<void>;
}

/** The built command as a process of its own, with all that it writes in a folder. */
export async function startGatewayIn(folder: string): Promise<RunningGateway> {
  const temporary = join(folder, 'tmp');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const app = new App({ outdir: join(folder, 'cdk.out') });
  everyApi(TELL_PID)(new Stack(app, 'Shop'));
  const args = [COMMAND, app.synth().directory, '--port', '0', '--json'];
  const gateway = spawn(process.execPath, args, {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: gateway.stdout });
  const [first] = (await once(lines, 'line')) as [string];
  const { apis } = JSON.parse(first) as { apis: { kind: string; url: string }[] };
  return {
    process: gateway,
    urls: Object.fromEntries(apis.map(({ kind, url }) => [kind, url])) as RunningGateway['urls'],
    left: () => readdirSync(temporary),
    end: async (signal) => {
      const ended = once(gateway, 'exit');
      gateway.kill(signal);
      await ended;
    },
  };
}
