import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, httpClient, socketClient } from './clients';
import { processesWith, usageOf } from './process-probe';
import { RunningGateway, startGatewayIn } from './running-gateway';

const seconds = Number(process.argv[2] ?? 60);
const clients = Number(process.argv[3] ?? 200);
const KILL_EVERY_MS = 500;
/** Functions end soon after a gateway that was killed. */
const PATIENCE_MS = 2_000;

const FAULTS = [/^502 \{"message": "Internal server error"\}$/, /^500 \{"message":"Internal Server Error"\}$/];
const FAULT_FRAME = /^200 \{"message": ?"Internal server error"/;

const folder = join(tmpdir(), `apigw-soak-${process.pid}`);
const problems: string[] = [];
const expectThat = (isSo: boolean, problem: string): void => void (isSo || problems.push(problem));

class Load {
  public readonly counts = { answers: 0, faults: 0, kills: 0 };
  private readonly pids = new Set<number>();
  private ending = false;

  public constructor(private readonly gateway: RunningGateway) {}

  public async run(milliseconds: number): Promise<void> {
    this.ending = false;
    const { HTTP, REST, WEBSOCKET } = this.gateway.urls;
    const all = await Promise.all(
      Array.from({ length: clients }, (_, index) =>
        index % 3 === 0 ? socketClient(WEBSOCKET) : httpClient(index % 3 === 1 ? `${HTTP}/` : `${REST}/`),
      ),
    );
    const killing = setInterval(() => this.kill(), KILL_EVERY_MS);
    const asking = all.map((client) => this.ask(client));
    await wait(milliseconds);
    clearInterval(killing);
    this.ending = true;
    await Promise.all(asking);
    for (const client of all) client.close();
  }

  private async ask(client: Client): Promise<void> {
    while (!this.ending) {
      const answer = await client.ask().catch((error: Error) => `no answer: ${error.message}`);
      this.counts.answers += 1;
      const [, pid] = /^200 (\d+)$/.exec(answer) ?? [];
      if (pid) this.pids.add(Number(pid));
      else if ([...FAULTS, FAULT_FRAME].some((fault) => fault.test(answer))) this.counts.faults += 1;
      else problems.push(answer);
    }
  }

  private kill(): void {
    const candidates = [...this.pids];
    const pid = candidates[Math.floor(Math.random() * candidates.length)];
    if (pid === undefined) return;
    this.pids.delete(pid);
    try {
      process.kill(pid, 'SIGKILL');
      this.counts.kills += 1;
    } catch {
      // killed before
    }
  }
}

async function soak(): Promise<void> {
  const gateway = await startGatewayIn(folder);
  const load = new Load(gateway);
  const pid = gateway.process.pid!;
  for (const part of ['warm', 'half', 'end']) {
    await load.run((seconds * 1_000) / 3);
    await wait(PATIENCE_MS);
    console.log(part, usageOf(pid), load.counts);
  }
  const { faults, kills } = load.counts;
  expectThat(faults <= kills, `${faults} faults, but only ${kills} kills`);
  await end(gateway, 'SIGTERM');
}

/** Under load, as Ctrl-C comes. */
async function endUnderLoad(signal: NodeJS.Signals): Promise<void> {
  const gateway = await startGatewayIn(folder);
  const asking = Object.values(gateway.urls)
    .filter((url) => url.startsWith('http'))
    .map(async (url) => {
      for (const client = httpClient(`${url}/`); await client.ask().catch(() => undefined););
    });
  await wait(1_000);
  await end(gateway, signal);
  await Promise.all(asking);
}

async function end(gateway: RunningGateway, signal: NodeJS.Signals): Promise<void> {
  await gateway.end(signal);
  await wait(PATIENCE_MS);
  const processes = processesWith(folder);
  expectThat(processes.length === 0, `${signal} leaves processes: ${processes.join()}`);
  const files = gateway.left();
  expectThat(signal === 'SIGKILL' || files.length === 0, `${signal} leaves files: ${files.join()}`);
  console.log(signal, { processes: processes.length, files: files.length });
}

async function run(): Promise<void> {
  await soak();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGKILL'] as const) await endUnderLoad(signal);
  rmSync(folder, { recursive: true });
  console.log(problems.length === 0 ? 'fine' : [...new Set(problems)].join('\n'));
  process.exitCode = problems.length === 0 ? 0 : 1;
}

void run();
