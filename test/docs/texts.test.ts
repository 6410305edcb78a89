import * as path from 'node:path';
import { npmScripts, relativeLinks } from './links';
import { exists, read, repositoryFiles } from '../repository';

const texts = repositoryFiles('*.md').filter((file) => file !== 'API.md');
const scriptsOf = (file: string): string[] =>
  Object.keys((JSON.parse(read(file)) as { scripts?: object }).scripts ?? {});

it.each(texts)('every link of %s leads to a file', (text) => {
  const broken = relativeLinks(read(text)).filter((target) => !exists(path.join(path.dirname(text), target)));
  expect(broken).toEqual([]);
});

it.each(texts)('every npm command in %s exists', (text) => {
  const known = [...scriptsOf('package.json'), ...scriptsOf('local/package.json')];
  expect(npmScripts(read(text)).filter((name) => !known.includes(name))).toEqual([]);
});

it('every decision record is in the index, and the index lists no other', () => {
  const records = repositoryFiles('docs/adr/[0-9]*.md').map((file) => path.basename(file));
  expect([...new Set(relativeLinks(read('docs/adr/README.md')))].sort()).toEqual(records.sort());
});

describe('what the checks look for', () => {
  it('takes a link out of the prose, not out of code', () => {
    const text = 'See [a](docs/a.md#part), [web](https://example.com), [here](#x).\n```\n[b](b.md)\n```\n`[c](c.md)`';
    expect(relativeLinks(text)).toEqual(['docs/a.md']);
  });

  it('takes npm commands out of code, not out of prose', () => {
    expect(npmScripts('npm run prose, `npm run a:b`, `npm test -- x`\n```sh\nnpm start\n```')).toEqual([
      'a:b',
      'start',
      'test',
    ]);
  });
});
