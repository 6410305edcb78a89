import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

/** Rules that are not asked about, each with the reason. */
const IGNORED = {
  W3005:
    'CDK lets a function, and we let the web ACL, wait for what it refers to anyway: said twice, it changes nothing',
};

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: (string | number)[] };
}

/** Errors and warnings of cfn-lint, as `rule path: message`, by file. */
export function lint(files: readonly string[]): Record<string, string[]> {
  const rules = Object.keys(IGNORED);
  const args = ['--format', 'json', '--regions', 'us-east-1', '--ignore-checks', ...rules, '--template', ...files];
  const program = path.join(path.dirname(process.env.TEMPLATE_TESTS!), 'cfn-lint');
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (stderr !== '') {
    throw new Error(stderr);
  }
  const matches = JSON.parse(stdout) as Match[];
  return Object.fromEntries(
    files.map((file) => [file, matches.filter(({ Filename }) => Filename === file).map(describeMatch)]),
  );
}

function describeMatch({ Rule, Location, Message }: Match): string {
  return `${Rule.Id} ${Location.Path.join('/')}: ${Message}`;
}
