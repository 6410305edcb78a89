import * as path from 'node:path';
import { anchoredLinks, anchors, htmlAnchoredLinks, npmScripts, relativeLinks } from './links';
import { exists, read, repositoryFiles } from '../repository';

const references = ['API.md', ...repositoryFiles('docs/api/*.md')];
const texts = repositoryFiles('*.md').filter((file) => !references.includes(file));
const scriptsOf = (file: string): string[] =>
  Object.keys((JSON.parse(read(file)) as { scripts?: object }).scripts ?? {});

it.each(texts)('every link of %s leads to a file', (text) => {
  const broken = relativeLinks(read(text)).filter((target) => !exists(path.join(path.dirname(text), target)));
  expect(broken).toEqual([]);
});

it.each(texts)('every anchor in %s is one of a heading', (text) => {
  const broken = anchoredLinks(read(text)).filter(({ file, anchor }) => {
    const target = file === '' ? text : path.join(path.dirname(text), file);
    return target.endsWith('.md') && !anchors(read(target)).includes(anchor);
  });
  expect(broken).toEqual([]);
});

it.each(references)('every link within %s leads somewhere', (reference) => {
  const known = new Set(anchors(read(reference)));
  const links = htmlAnchoredLinks(read(reference));
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((anchor) => !known.has(anchor))).toEqual([]);
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

  it('takes the anchor of a link, here or in another file', () => {
    expect(anchoredLinks('[a](docs/a.md#part), [here](#x), [file](b.md)')).toEqual([
      { file: 'docs/a.md', anchor: 'part' },
      { file: '', anchor: 'x' },
    ]);
  });

  it('makes anchors of headings, not of comments in code', () => {
    const text = '# Who may call: `Authorization`\n```sh\n# no\n```\n## From Python, Java, C# and Go\n<a id="x.y">';
    expect(anchors(text)).toEqual(['who-may-call-authorization', 'from-python-java-c-and-go', 'x.y']);
  });

  it('takes npm commands out of code, not out of prose', () => {
    expect(npmScripts('npm run prose, `npm run a:b`, `npm test -- x`\n```sh\nnpm start\n```')).toEqual([
      'a:b',
      'start',
      'test',
    ]);
  });
});
