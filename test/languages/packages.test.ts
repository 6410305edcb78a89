import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { relativeLinks } from '../docs/links';
import { shownPrograms } from '../docs/shown-programs';
import { filesUnder, inRoot, read } from '../repository';
import { LANGUAGES } from './programs';
import { readmeOf } from './readme-of-wheel';

interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly repository: { readonly url: string };
  readonly peerDependencies: Record<string, string>;
}
const { version, description, repository, peerDependencies } = JSON.parse(read('package.json')) as Manifest;

const GO = 'dist/go/cdkapigatewaypatterns';
const DOTNET = 'dist/dotnet/CdkApiGatewayPatterns';
const JAR = `dist/java/io/github/cdk-apigateway-patterns/cdk-apigateway-patterns/${version}/cdk-apigateway-patterns-${version}`;

const oldest = (name: string): string => peerDependencies[name].replace('^', '');
const printed = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: inRoot(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const wordsInCode = (fence: string): string[] =>
  [...read('README.md').matchAll(new RegExp(`^\`\`\`${fence}\\b.*?^\`\`\`$`, 'gms'))].flatMap(([code]) =>
    code.split(/\W+/),
  );
const only = (folder: string, extension: string): string => {
  const found = filesUnder(folder).filter((file) => file.endsWith(extension));
  expect(found).toHaveLength(1);
  return `${folder}/${found[0]}`;
};

it('the tarball of npm has no sources, tests or dependencies in it', () => {
  const files = lines(printed('tar', '-tzf', only('dist/js', '.tgz')));
  expect(files).toEqual(expect.arrayContaining(['package/lib/index.js', 'package/README.md', 'package/LICENSE']));
  const strange = /(?<!\.d)\.ts$|node_modules|(^|\/)(test|local|integ|examples|scripts)\//;
  expect(files.filter((file) => strange.test(file))).toEqual([]);
});

/** What there is to say of the package of each language. */
const PACKAGES: Record<string, () => void> = {
  python: () => {
    const script = (code: string): string => printed('python3', '-c', code, only('dist/python', '.whl'));

    it('has the library and what says what it is', () => {
      const files = lines(script('import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))'));
      const info = `cdk_apigateway_patterns-${version}.dist-info`;
      expect(files.sort()).toEqual(
        [
          'cdk_apigateway_patterns/__init__.py',
          'cdk_apigateway_patterns/py.typed',
          'cdk_apigateway_patterns/_jsii/__init__.py',
          `cdk_apigateway_patterns/_jsii/cdk-apigateway-patterns@${version}.jsii.tgz`,
          ...['LICENSE', 'METADATA', 'RECORD', 'WHEEL', 'top_level.txt'].map((file) => `${info}/${file}`),
        ].sort(),
      );
    });

    it('says it as PyPI shows it', () => {
      const metadata = script(
        'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); ' +
          'print(z.read(next(n for n in z.namelist() if n.endswith("METADATA"))).decode())',
      );
      expect(lines(metadata)).toEqual(
        expect.arrayContaining([
          `Version: ${version}`,
          `Summary: ${description}`,
          'License: Apache-2.0',
          'Classifier: Development Status :: 4 - Beta',
          'Classifier: Framework :: AWS CDK :: 2',
          'Classifier: Typing :: Typed',
          'Description-Content-Type: text/markdown',
          `Requires-Dist: aws-cdk-lib <3.0.0,>=${oldest('aws-cdk-lib')}`,
          `Requires-Dist: constructs <11.0.0,>=${oldest('constructs')}`,
          '# cdk-apigateway-patterns',
        ]),
      );
    });

    it('shows the programs as they are here, where they are run, and no other language', () => {
      const { markdown, programs } = readmeOf(only('dist/python', '.whl'));
      const ours = shownPrograms('README.md').map(({ files }) => files.python.code);
      expect(programs).toEqual(expect.arrayContaining(ours));
      expect(markdown).not.toMatch(/^```(ts|java|csharp|go)\b|<details>/m);
    });

    // rosetta makes latency_p99 of a key latencyP99 that has no quotes
    it('shows keys of maps as they are written here', () => {
      const { keys } = readmeOf(only('dist/python', '.whl'));
      const ours = new Set(['ts', 'python'].flatMap(wordsInCode));
      expect(keys).toEqual(expect.arrayContaining(['latencyP99', 'POST /orders']));
      expect(keys.filter((key) => key.split(/\W+/).some((word) => !ours.has(word)))).toEqual([]);
    });

    it('shows links that lead into the repository from anywhere', () => {
      const { markdown } = readmeOf(only('dist/python', '.whl'));
      expect(relativeLinks(markdown)).toEqual([]);
      expect(markdown).toContain(`](${repository.url.replace('.git', '')}/blob/main/docs/api/python.md)`);
    });
  },

  java: () => {
    it('has classes, and sources and documentation beside them', () => {
      const files = lines(printed('jar', 'tf', `${JAR}.jar`)).filter((file) => !file.endsWith('/'));
      expect(files).toContain(`io/github/cdkapigatewaypatterns/cdk-apigateway-patterns@${version}.jsii.tgz`);
      const strange = /^(?!META-INF\/|io\/github\/cdkapigatewaypatterns\/(.+\.class|\$Module\.txt|.+\.jsii\.tgz)$)/;
      expect(files.filter((file) => strange.test(file))).toEqual([]);
      expect([`${JAR}-sources.jar`, `${JAR}-javadoc.jar`].every((file) => fs.existsSync(inRoot(file)))).toBe(true);
    });

    it('says what Maven Central asks for, and takes every CDK of its range', () => {
      const pom = read(`${JAR}.pom`).replaceAll(/\s+</g, '<');
      expect(pom).toContain(`<description>${description}</description>`);
      expect(pom).toContain('<license><name>Apache License 2.0</name>');
      expect(pom).toMatch(/<developers><developer><organization>[^<]+<\/organization>.*<email>[^<]+<\/email>/);
      expect(pom).toMatch(/<scm><connection>scm:git:https:[^<]+<\/connection><url>https:/);
      expect(pom).toContain(`<artifactId>aws-cdk-lib</artifactId><version>[${oldest('aws-cdk-lib')},3.0.0)</version>`);
    });
  },

  go: () => {
    it('has its path, its licence and the library', () => {
      expect(read(`${GO}/go.mod`)).toContain(
        'module github.com/cdk-apigateway-patterns/cdk-apigateway-patterns-go/cdkapigatewaypatterns\n',
      );
      expect(read(`${GO}/go.mod`)).toContain(`github.com/aws/aws-cdk-go/awscdk/v2 v${oldest('aws-cdk-lib')}\n`);
      expect(read(`${GO}/version`).trim()).toBe(version);
      const others = filesUnder(GO).filter((file) => !file.endsWith('.go'));
      const tarball = `jsii/cdk-apigateway-patterns-${version}.tgz`;
      expect(others).toEqual(['LICENSE', 'README.md', 'go.mod', tarball, 'version']);
    });

    it('shows the programs as they are here, where they are run, and links that lead somewhere', () => {
      const readme = read(`${GO}/README.md`);
      const ours = shownPrograms('README.md').map(({ files }) => files.go.code);
      expect(ours.filter((code) => !readme.includes(code))).toEqual([]);
      expect(readme).not.toContain('<details>');
      expect(relativeLinks(readme)).toEqual([]);
    });
  },
};

describe.each(LANGUAGES)('the package of %s', (language) => PACKAGES[language]());

it('the .NET project says what NuGet shows', () => {
  const project = read(`${DOTNET}/CdkApiGatewayPatterns.csproj`);
  expect(project).toContain(`<Description>${description} (Stability: Experimental)</Description>`);
  expect(project).toContain('<PackageLicenseExpression>Apache-2.0</PackageLicenseExpression>');
  expect(project).toContain(`Include="Amazon.CDK.Lib" Version="[${oldest('aws-cdk-lib')},3.0.0)"`);
});

it('all have the same tarball inside', () => {
  const tarball = fs.readFileSync(only('dist/js', '.tgz'));
  expect(fs.readFileSync(only(DOTNET, '.tgz')).equals(tarball)).toBe(true);
});
