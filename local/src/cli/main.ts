import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayError } from '../core/errors';
import { Gateway } from '../gateway/gateway';
import { DevelopmentIssuer } from '../issuer/development-issuer';
import { parseArguments, UsageError } from './arguments';
import { coloursFor } from './colours';
import { HELP } from './help';
import { jsonReporter } from './json-reporter';
import { prettyReporter } from './pretty-reporter';
import { serve } from './serve';

/** Everything ends within two seconds, whatever a function or a caller does. */
const LONGEST_END_MS = 1_800;

/** Called when everything is served, after the command has told so. */
export type OnReady = (gateway: Gateway, issuer: DevelopmentIssuer | undefined) => Promise<void>;

/** The command. It sets the exit code: 0 when it was ended, 1 when it can't serve, 2 for a wrong command line. */
export async function main(argv: readonly string[], onReady?: OnReady): Promise<void> {
  endWithReader();
  // the SDK's advice on Node versions is for whoever deploys it, not for whoever serves an assembly
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    await run(argv, onReady);
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

async function run(argv: readonly string[], onReady?: OnReady): Promise<void> {
  const options = parseArguments(argv);
  const { stdout, stderr, env } = process;
  if (options.help) {
    stdout.write(HELP);
  } else if (options.version) {
    stdout.write(`${version()}\n`);
  } else {
    const reporter = options.json
      ? jsonReporter(stdout, stderr)
      : prettyReporter(stdout, stderr, coloursFor(stdout, env));
    // a signal that comes before everything has started ends it as soon as it has
    const started = serve(options, reporter, onReady);
    onSignal(async () => (await started)());
    await started;
  }
}

/** `apigw-local --json | head -1`: who reads has gone, so nobody is served any more. */
function endWithReader(): void {
  let ending = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (!ending) process.kill(process.pid, 'SIGTERM');
    ending = true;
  });
}

function onSignal(end: () => Promise<void>): void {
  let isEnding = false;
  const endOnce = (): void => {
    // whoever asks twice does not want to wait
    if (isEnding) process.exit(0);
    isEnding = true;
    setTimeout(() => process.exit(0), LONGEST_END_MS);
    void end().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // SIGHUP: the terminal was closed
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endOnce);
}

function version(): string {
  const manifest = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function describe(error: unknown): string {
  if (error instanceof UsageError) return `apigw-local: ${error.message}\nTry apigw-local --help.`;
  if (error instanceof GatewayError) return `apigw-local: ${error.message}`;
  return `apigw-local: ${(error as Error).stack ?? String(error)}`;
}
