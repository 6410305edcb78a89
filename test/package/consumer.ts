import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { npm, pack } from './packed';
import { inRoot } from '../repository';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** A project of its own that has installed the packed library. */
export class Consumer {
  public constructor(private readonly folder: string) {
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true }));
    for (const app of fs.readdirSync(inRoot('test/package/consumer'))) {
      fs.copyFileSync(inRoot('test/package/consumer', app), path.join(folder, app));
    }
    const { tarball } = pack(folder);
    // the CDK is linked from here: downloading it again would prove nothing and take most of the time
    const peers = ['aws-cdk-lib', 'constructs'].map((name) => inRoot('node_modules', name));
    npm(folder, ['install', '--offline', '--no-audit', '--no-fund', tarball, ...peers]);
  }

  /** Runs one of the project's scripts with Node. */
  public run(script: string): void {
    execFileSync(process.execPath, [script], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, HOME: this.folder, CDK_OUTDIR: this.assembly },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }

  /** What the handler that one of the project's modules exports answers. */
  public answerOf(module: string, event: object): unknown {
    const script = `const { handler } = await import('./${module}');
      console.log(JSON.stringify(await handler(${JSON.stringify(event)})));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, HOME: this.folder },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(printed);
  }

  /** Gives the project a package of ours, as Lambda gives functions the SDK. */
  public link(name: string): void {
    const target = path.join(this.folder, 'node_modules', name);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.symlinkSync(inRoot('node_modules', name), target);
  }

  /** Compiles one of the project's files, strictly, and gives what the compiler says of it. */
  public compile(file: string, ...options: string[]): string {
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', '--target', 'es2022'];
    const tsc = inRoot('node_modules/typescript/bin/tsc');
    const args = [tsc, file, ...strict, ...options, '--pretty', 'false'];
    return spawnSync(process.execPath, args, { cwd: this.folder, encoding: 'utf8' }).stdout;
  }

  /** Adds a file that is the app of TypeScript with a line more. */
  public addApp(file: string, line: string): void {
    const app = fs.readFileSync(path.join(this.folder, 'app.ts'), 'utf8');
    fs.writeFileSync(path.join(this.folder, file), `${app}${line}\n`);
  }

  public resources(type: string): Record<string, unknown>[] {
    const template = this.read('Consumer.template.json') as { Resources: Record<string, Resource> };
    return Object.values(template.Resources)
      .filter((resource) => resource.Type === type)
      .map((resource) => resource.Properties);
  }

  /** Files of the assets that stacks upload, templates apart. */
  public assetFiles(): string[] {
    const { files } = this.read('Consumer.assets.json') as { files: Record<string, { source: { path: string } }> };
    return Object.values(files)
      .map(({ source }) => path.join(this.assembly, source.path))
      .filter((source) => fs.statSync(source).isDirectory())
      .flatMap((source) => fs.readdirSync(source).map((file) => path.join(source, file)));
  }

  /** Forgets what the last app synthesized. */
  public clean(): void {
    fs.rmSync(this.assembly, { recursive: true, force: true });
  }

  private get assembly(): string {
    return path.join(this.folder, 'cdk.out');
  }

  private read(file: string): unknown {
    return JSON.parse(fs.readFileSync(path.join(this.assembly, file), 'utf8'));
  }
}
