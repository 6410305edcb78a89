import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup } from './end-group.mjs';
import { freePort } from './free-port.mjs';
import { ROOT } from './run.mjs';
import { virtualEnvironment } from './virtual-environment.mjs';

/** All of them with their versions, which differ from those of other environments. */
const PACKAGES = 'scripts/python/ministack.txt';
const PATIENCE = { start: 60_000, stop: 5_000 };

/**
 * Starts MiniStack on a free port of 127.0.0.1. It keeps what it has in the folder, and ends with this process.
 *
 * @returns the environment of its clients, its log, and how to stop it
 */
export async function startMiniStack(folder) {
  const python = await virtualEnvironment('ministack', PACKAGES, PACKAGES);
  const log = path.join(folder, 'ministack.log');
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const output = fs.openSync(log, 'w');
  const server = spawn(python, ['integ/emulator/server.py'], {
    cwd: ROOT,
    env: serverEnvironment(folder, endpoint),
    // it leads a group of its own, to which the processes of Lambda functions belong
    detached: true,
    stdio: ['pipe', output, output],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve).once('error', resolve));
  const killGroup = () => endGroup(server.pid);
  const stop = async () => {
    server.kill('SIGTERM');
    await Promise.race([ended, delay(PATIENCE.stop, undefined, { ref: false })]);
    killGroup();
  };
  const answered = await Promise.race([answers(endpoint), ended.then(() => false)]);
  if (!answered) {
    killGroup();
    throw new Error(`MiniStack did not start:\n${fs.readFileSync(log, 'utf8')}`);
  }
  return { endpoint, log, stop, killGroup, environment: clientEnvironment(folder, endpoint) };
}

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const REGION = { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-1' };

function serverEnvironment(folder, endpoint) {
  const temporary = path.join(folder, 'tmp');
  // functions are unpacked below, and find what the Lambda runtime brings, as CommonJS and as ES modules
  fs.mkdirSync(path.join(temporary, 'node_modules'), { recursive: true });
  fs.symlinkSync(path.join(ROOT, 'node_modules', '@aws-sdk'), path.join(temporary, 'node_modules', '@aws-sdk'));
  return {
    PATH: process.env.PATH,
    HOME: folder,
    TMPDIR: temporary,
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: new URL(endpoint).port,
    LAMBDA_EXECUTOR: 'local',
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    ...CREDENTIALS,
    ...REGION,
  };
}

function clientEnvironment(folder, endpoint) {
  return {
    ...withoutAws(process.env),
    ...CREDENTIALS,
    ...REGION,
    AWS_ENDPOINT_URL: endpoint,
    // nobody's own profiles
    AWS_CONFIG_FILE: path.join(folder, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_HOME: path.join(folder, 'cdk'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_DEFAULT_ACCOUNT: '000000000000',
    CDK_DEFAULT_REGION: 'us-east-1',
    EMULATOR_FOLDER: folder,
  };
}

/** A profile wins over the credentials above, and a service's own endpoint over that of all. */
function withoutAws(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(AWS|CDK)_/i.test(name)));
}

async function answers(endpoint) {
  for (const end = Date.now() + PATIENCE.start; Date.now() < end; await delay(100)) {
    const response = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (response?.ok) return true;
  }
  return false;
}
