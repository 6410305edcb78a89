import * as path from 'node:path';
import { filesUnder, inRoot, read, repositoryFiles } from '../repository';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface DeployableTemplate {
  readonly name: string;
  readonly file: string;
  readonly resources: Readonly<Record<string, Resource>>;
  /** Paths of constructs by the logical ids of their resources. */
  readonly paths: Readonly<Record<string, string>>;
}

/** The stacks of all scenarios and examples. Those that only hold a scenario's assertions are integ-tests' own. */
export const deployableTemplates: readonly DeployableTemplate[] = [...scenarioFiles(), ...exampleFiles()].map(load);

/** Name and template, for `it.each`. */
export const byName = deployableTemplates.map((template): [string, DeployableTemplate] => [template.name, template]);

function scenarioFiles(): string[] {
  return repositoryFiles('integ/*.snapshot/integ.json').flatMap((file) => {
    const { testCases } = JSON.parse(read(file)) as { testCases: Record<string, { stacks: string[] }> };
    const stacks = Object.values(testCases).flatMap((testCase) => testCase.stacks);
    return stacks.map((stack) => path.join(path.dirname(file), `${stack}.template.json`));
  });
}

/** `npm run check:templates` has synthesized them. */
function exampleFiles(): string[] {
  const isTemplate = (file: string) => /^[^/]+\/cdk\.out\/[^/]+\.template\.json$/.test(file);
  return filesUnder('examples')
    .filter(isTemplate)
    .map((file) => path.join('examples', file));
}

function load(file: string): DeployableTemplate {
  const name = path.basename(file, '.template.json');
  const { Resources } = JSON.parse(read(file)) as { Resources: Record<string, Resource> };
  return { name, file: inRoot(file), resources: Resources, paths: pathsOf(file.replace('.template.', '.metadata.')) };
}

function pathsOf(file: string): Record<string, string> {
  const metadata = JSON.parse(read(file)) as Record<string, { type: string; data: unknown }[]>;
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([construct, entries]) =>
      entries.filter(({ type }) => type === 'aws:cdk:logicalId').map(({ data }) => [String(data), construct]),
    ),
  );
}
