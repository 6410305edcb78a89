import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Ended, LANGUAGES, synthesize } from './programs';

const TEMPLATE = 'Shop.template.json';
const ASSETS = 'Shop.assets.json';

const top = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-apigateway-patterns-languages-'));
const runs = new Map<string, Ended>();

const folderOf = (language: string): string => path.join(top, language);
const read = (language: string, file: string): string => fs.readFileSync(path.join(folderOf(language), file), 'utf8');
const assetsOf = (language: string): string[] =>
  fs.readdirSync(folderOf(language)).filter((name) => name.startsWith('asset.'));

beforeAll(async () => {
  const run = async (language: string): Promise<void> => {
    fs.mkdirSync(folderOf(language));
    runs.set(language, await synthesize(language, folderOf(language)));
  };
  // each waits for its own Node half of the time
  await Promise.all(['typescript', ...LANGUAGES].map(run));
}, 300_000);

afterAll(() => fs.rmSync(top, { recursive: true }));

it('the program in TypeScript has the three APIs, functions of its own and handlers of the library', () => {
  expect(runs.get('typescript')).toMatchObject({ status: 0 });
  const { Resources: resources } = JSON.parse(read('typescript', TEMPLATE)) as {
    Resources: Record<string, { Type: string }>;
  };
  const types = Object.values(resources).map(({ Type }) => Type);
  expect(types.filter((type) => type === 'AWS::ApiGatewayV2::Api')).toHaveLength(2);
  expect(types.filter((type) => type === 'AWS::ApiGateway::RestApi')).toHaveLength(1);
  expect(assetsOf('typescript').length).toBeGreaterThan(5);
});

it.each(LANGUAGES)('the program in %s has the same template and the same assets', (language) => {
  expect(runs.get(language)).toMatchObject({ status: 0 });
  expect(differing(language)).toEqual([]);
  expect(assetsOf(language)).toEqual(assetsOf('typescript'));
});

/** Files that are not the same, byte for byte, as those of TypeScript. Too long to be shown where they differ. */
function differing(language: string): string[] {
  return [TEMPLATE, ASSETS].filter((file) => read(language, file) !== read('typescript', file));
}
