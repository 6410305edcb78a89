import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Ended, LANGUAGES, mistake } from './programs';

/** Where each language shows what an error says: Python behind all stacks, and the others before them. */
const SHOWN: Record<string, (stderr: string) => string> = {
  python: (stderr) => stderr.slice(stderr.lastIndexOf('\nRuntimeError: ')),
  java: (stderr) => stderr.slice(0, stderr.indexOf('\n@jsii/kernel')),
  go: (stderr) => stderr.slice(0, stderr.indexOf('\ngoroutine ')),
};

const MESSAGES = {
  origin_with_path:
    '[Cors.allowOrigins] not an origin, got "https://app.example.com/shop"; write "https://app.example.com"',
  tier_without_key: '[Shop/Api] nobody can use tier free; add a key by addApiKey',
};

const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-apigateway-patterns-mistakes-'));
afterAll(() => fs.rmSync(outdir, { recursive: true }));

describe.each(Object.entries(MESSAGES))('%s', (name, message) => {
  const runs = new Map<string, Ended>();

  beforeAll(async () => {
    const run = async (language: string) =>
      runs.set(language, await mistake(language, name, fs.mkdtempSync(path.join(outdir, language))));
    await Promise.all(LANGUAGES.map(run));
  }, 300_000);

  it.each(LANGUAGES)('%s shows our words', (language) => {
    const { status, stderr } = runs.get(language)!;
    expect(status).not.toBe(0);
    expect(SHOWN[language](stderr)).toContain(message);
  });
});
