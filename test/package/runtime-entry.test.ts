import * as fs from 'node:fs';
import { Consumer } from './consumer';
import { temporaryFolder } from './packed';
import { read } from '../repository';

const ORIGIN = 'https://app.example.com';
const folder = temporaryFolder();
let consumer: Consumer;

beforeAll(() => {
  consumer = new Consumer(folder);
}, 120_000);

afterAll(() => fs.rmSync(folder, { recursive: true }));

it.each(['runtime.js', 'runtime.mjs'])('serves %s, in a project without the AWS SDK', (module) => {
  expect(consumer.answerOf(module, { headers: { origin: ORIGIN } })).toEqual({
    statusCode: 200,
    headers: { 'access-control-allow-origin': ORIGIN, vary: 'Origin' },
    body: 'function',
  });
});

// the project has neither the SDK's types nor Node's or Lambda's: ours are checked to stand without
const CHECK_TYPES = ['--skipLibCheck', 'false'];

it.each([
  ['for a bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ['for older Node', ['--module', 'node16']],
  ['as CDK apps used to be', ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0']],
])(
  'serves strict TypeScript, %s',
  (_, options) => {
    expect(consumer.compile('runtime.ts', ...options, '--noEmit', ...CHECK_TYPES)).toBe('');
  },
  120_000,
);

it('serves strict TypeScript, compiled for Node, with the SDK that Lambda brings', () => {
  expect(consumer.compile('runtime.ts', '--module', 'node20', '--outDir', 'compiled', ...CHECK_TYPES)).toBe('');
  consumer.link('@aws-sdk/client-api-gateway');
  expect(consumer.answerOf('compiled/runtime.js', { headers: { origin: ORIGIN }, tier: 'gold' })).toMatchObject({
    statusCode: 400,
    body: 'gold',
  });
}, 120_000);

it('has nothing in it that jsii knows', () => {
  const { types } = JSON.parse(read('.jsii')) as { types: Record<string, { locationInModule: { filename: string } }> };
  const files = Object.values(types).map(({ locationInModule }) => locationInModule.filename);
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => file.startsWith('lib/runtime/'))).toEqual([]);
});
