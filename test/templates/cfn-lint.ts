import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Resource } from './deployable-templates';

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: (string | number)[] };
}

/**
 * What may wait for what it refers to anyway, so that it says so twice (W3005), which changes nothing: CDK lets what it
 * makes a role for wait for the role, and we let mappings and web ACL associations wait for their stage.
 */
const SAID_TWICE = [
  'AWS::ApiGatewayV2::ApiMapping DependsOn AWS::ApiGateway::Stage',
  'AWS::Lambda::Function DependsOn AWS::IAM::Role',
  'AWS::StepFunctions::StateMachine DependsOn AWS::IAM::Role',
  'AWS::WAFv2::WebACLAssociation DependsOn AWS::ApiGateway::Stage',
];

/** Errors and warnings of cfn-lint, as `rule path: message`, by file. */
export function lint(files: readonly string[]): Record<string, string[]> {
  const args = ['--format', 'json', '--regions', 'us-east-1', '--template', ...files];
  const program = path.join(path.dirname(process.env.TEMPLATE_TESTS!), 'cfn-lint');
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (stderr !== '') {
    throw new Error(stderr);
  }
  const matches = JSON.parse(stdout) as Match[];
  const faultsOf = (file: string) => {
    const { Resources } = JSON.parse(fs.readFileSync(file, 'utf8')) as { Resources: Record<string, Resource> };
    return matches.filter((match) => match.Filename === file && !isSaidTwice(match, Resources)).map(describeMatch);
  };
  return Object.fromEntries(files.map((file) => [file, faultsOf(file)]));
}

function isSaidTwice({ Rule, Location, Message }: Match, resources: Record<string, Resource>): boolean {
  const [, waiting] = Location.Path;
  const awaited = /^'(\w+)' dependency/.exec(Message)?.[1] ?? '';
  const types = `${resources[waiting]?.Type} DependsOn ${resources[awaited]?.Type}`;
  return Rule.Id === 'W3005' && SAID_TWICE.includes(types);
}

function describeMatch({ Rule, Location, Message }: Match): string {
  return `${Rule.Id} ${Location.Path.join('/')}: ${Message}`;
}
