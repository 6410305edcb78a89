import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { inRoot, read } from '../repository';
import { type ShownProgram } from '../docs/shown-programs';

const FOLDER = inRoot('.cache', 'languages', 'shown');
const SEVERAL_MINUTES = 600_000;

/** Compiles programs of a language where it is compiled, and gives the command that runs the one of a stack. */
type Prepare = (folder: string) => Promise<(stack: string) => [command: string, ...args: string[]]>;

// npm run check:languages has made what they stand on: a virtual environment, jars, and Go modules
const LANGUAGES: Record<string, Prepare> = {
  typescript: async (folder) => (stack) => [inRoot('node_modules', '.bin', 'tsx'), path.join(folder, stack, 'app.ts')],
  python: async (folder) => (stack) => [
    inRoot('.cache/languages/python/bin/python'),
    path.join(folder, stack, 'app.py'),
  ],
  java: async (folder) => {
    const classPath = [inRoot('.cache', 'languages', 'java', 'lib', '*'), folder].join(path.delimiter);
    const sources = (fs.readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.java'));
    await run(folder, ['javac', '-proc:none', '-cp', classPath, '-d', folder, ...sources]);
    return (stack) => ['java', '-cp', classPath, stack];
  },
  go: async (folder) => {
    fs.copyFileSync(inRoot('test', 'languages', 'go', 'go.mod'), path.join(folder, 'go.mod'));
    fs.copyFileSync(inRoot('.cache', 'go', 'go.work.sum'), path.join(folder, 'go.work.sum'));
    const workspace = path.join(folder, 'go.work');
    fs.writeFileSync(workspace, read('.cache/go/go.work').replace(/^use .*$/m, `use ${folder}`));
    await run(folder, ['go', 'build', '-o', 'bin/', './...'], {
      GOWORK: workspace,
      GOMODCACHE: inRoot('.cache', 'go', 'modules'),
      GOCACHE: inRoot('.cache', 'go', 'build'),
      GOFLAGS: '-modcacherw',
    });
    return (stack) => [path.join(folder, 'bin', stack)];
  },
};

/** Runs programs as they are shown, and gives the template of each by the name of its stack. */
export async function templatesOf(programs: ShownProgram[], language: string): Promise<Map<string, unknown>> {
  const folder = path.join(FOLDER, language);
  fs.rmSync(folder, { recursive: true, force: true });
  write(path.join(FOLDER, 'functions', 'orders.js'), 'exports.handler = async () => ({ statusCode: 204 });\n');
  for (const { stack, files } of programs) {
    write(path.join(folder, stack, files[language].file), files[language].code);
  }
  const commandOf = await LANGUAGES[language](folder);
  const templateOf = async ({ stack }: ShownProgram): Promise<[string, unknown]> => {
    const assembly = path.join(folder, stack, 'cdk.out');
    // beside the folder with the code of functions, where a reader would run it
    await run(FOLDER, commandOf(stack), { CDK_OUTDIR: assembly });
    const template = path.join(assembly, `${stack.replace(/Stack$/, '')}.template.json`);
    return [stack, JSON.parse(fs.readFileSync(template, 'utf8'))];
  };
  // the first alone: jsii unpacks packages then, at which several programs would be in each other's way
  const [first, ...others] = programs;
  return new Map([await templateOf(first), ...(await Promise.all(others.map(templateOf)))]);
}

async function run(cwd: string, [command, ...args]: string[], env: Record<string, string> = {}): Promise<void> {
  const silence = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };
  await promisify(execFile)(command, args, {
    cwd,
    timeout: SEVERAL_MINUTES,
    env: { ...process.env, ...silence, ...env },
  });
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
