import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
}

interface Result {
  readonly '2xx': number;
  readonly non2xx: number;
  readonly errors: number;
  readonly duration: number;
}

/** Requests a second, all of which were answered with 200. */
export async function load(tools: string, { url, connections, seconds }: Load): Promise<number> {
  const autocannon = join(tools, 'node_modules/autocannon/autocannon.js');
  const args = [autocannon, '--json', '--connections', `${connections}`, '--duration', `${seconds}`, url];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const result = JSON.parse(stdout) as Result;
  if (result.non2xx + result.errors > 0) throw new Error(`not all requests to ${url} had a good answer`);
  return result['2xx'] / result.duration;
}
