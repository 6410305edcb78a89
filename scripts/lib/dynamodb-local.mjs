import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { compileJava } from './compile-java.mjs';
import { freePort } from './free-port.mjs';

const PATIENCE_MS = 60_000;

/**
 * Starts DynamoDB Local on a free port of 127.0.0.1, in memory. Each access key has tables of its own. It ends with this
 * process, however that ends.
 */
export async function startDynamoDbLocal() {
  const { classPath, libraries } = await compileJava('dynamodb-local', 'scripts/dynamodb-local');
  const port = await freePort();
  const options = ['-cp', classPath, `-Djava.library.path=${libraries}`];
  const settings = ['-inMemory', '-disableTelemetry', '-port', String(port)];
  const server = spawn('java', [...options, 'Loopback', ...settings], { stdio: ['pipe', 'pipe', 'pipe'] });
  const printed = [];
  server.stdout.on('data', (data) => printed.push(data));
  server.stderr.on('data', (data) => printed.push(data));
  const ended = once(server, 'exit').then(() => false);
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await Promise.race([answers(endpoint), ended]))) {
    server.kill('SIGKILL');
    throw new Error(`DynamoDB Local did not start:\n${Buffer.concat(printed)}`);
  }
  const stop = async () => {
    server.stdin.end();
    await ended;
  };
  return { endpoint, stop };
}

/** Any answer will do: without a request it is an error. */
async function answers(endpoint) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await delay(100)) {
    if (await fetch(endpoint).catch(() => undefined)) return true;
  }
  return false;
}
