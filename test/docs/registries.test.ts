import { read, repositoryFiles } from '../repository';

// Whoever installs decides which registry serves the packages: a mirror, a proxy or the public one.
const REGISTRIES = [
  /\bregistry\.(npmjs|yarnpkg)\./i,
  /\bpypi\.(org|python)\b/i,
  /\bpythonhosted\./i,
  /\brepo1?\.maven\./i,
  /\bapi\.nuget\./i,
  /\b(proxy|sum)\.golang\./i,
  /\b(index|static)\.crates\./i,
  /\b(deb|security)\.debian\./i,
];

const namesRegistry = (text: string): boolean => REGISTRIES.some((registry) => registry.test(text));

it('no committed file names a package registry', () => {
  expect(repositoryFiles().filter((file) => namesRegistry(read(file)))).toEqual([]);
});

it('package-lock.json says what to install, not from where', () => {
  expect(read('package-lock.json').match(/"resolved": "https?:.*/g) ?? []).toEqual([]);
});

// in parts, for this file is one of those that are checked
it.each([
  ['registry', 'npmjs', 'org'],
  ['pypi', 'org'],
  ['files', 'pythonhosted', 'org'],
  ['repo1', 'maven', 'org'],
  ['proxy', 'golang', 'org'],
  ['deb', 'debian', 'org'],
])('%s.%s is found', (...host) => {
  expect(namesRegistry(`https://${host.join('.')}/x`)).toBe(true);
});

it('the name of a registry is no host', () => {
  expect(namesRegistry('npm, PyPI and Maven Central; import pypi from "x"')).toBe(false);
});
