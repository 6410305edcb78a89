import * as fs from 'node:fs';
import { inRoot, read } from '../repository';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly keywords: string[];
  readonly repository: { url: string };
  readonly stability: string;
  readonly exports: Record<string, string | Record<string, string>>;
  readonly jsii: { targets: Record<string, object> };
  readonly dependencies?: object;
  readonly peerDependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;

it('has what Construct Hub looks for', () => {
  expect(manifest.keywords).toEqual(expect.arrayContaining(['cdk', 'aws-cdk', 'awscdk']));
  expect(manifest.license).toBe('Apache-2.0');
  expect(read('LICENSE')).toContain('Version 2.0, January 2004');
  expect(manifest.repository.url).toMatch(/^https:\/\/github\.com\/.+\.git$/);
  expect(['experimental', 'stable']).toContain(manifest.stability);
  expect(Object.keys(manifest.jsii.targets).sort()).toEqual(['dotnet', 'go', 'java', 'python']);
});

it('brings no dependency of its own', () => {
  expect(manifest.dependencies).toBeUndefined();
  expect(Object.keys(manifest.peerDependencies)).toEqual(['aws-cdk-lib', 'constructs']);
});

it('is built and tested with the oldest CDK it allows', () => {
  const oldest = Object.entries(manifest.peerDependencies).map(([name, range]) => [name, range.replace(/^\^/, '')]);
  expect(Object.fromEntries(oldest)).toEqual({
    'aws-cdk-lib': manifest.devDependencies['aws-cdk-lib'],
    constructs: manifest.devDependencies.constructs,
  });
});

it('every export is a file', () => {
  const targets = Object.values(manifest.exports).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  );
  expect(targets.filter((target) => !fs.existsSync(inRoot(target)))).toEqual([]);
});

it('the changelog has this version, or what is to be in it', () => {
  expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## \\[(Unreleased|${manifest.version})\\]`, 'm'));
});
