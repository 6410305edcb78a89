import * as fs from 'node:fs';
import { type Packed, pack, temporaryFolder } from './packed';
import { modulesUnder } from '../repository';

const folder = temporaryFolder();
let packed: Packed;

beforeAll(() => {
  packed = pack(folder);
}, 60_000);

afterAll(() => fs.rmSync(folder, { recursive: true }));

it('has what was compiled from lib, the handlers, the texts, and nothing else', () => {
  const modules = modulesUnder('lib').map((module) => `lib/${module}`);
  const expected = [
    ...modules.flatMap((module) => [`${module}.js`, `${module}.d.ts`]),
    ...modulesUnder('lib/runtime/handlers').map((name) => `lib/handlers/${name}/index.js`),
    'docs/broadcast.schema.json',
    '.jsii',
    'API.md',
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'package.json',
  ];
  expect(packed.files).toEqual(expected.sort());
});

it('is small', () => {
  // a bundle gone wrong brings megabytes
  expect(fs.statSync(packed.tarball).size).toBeLessThan(500_000);
});
