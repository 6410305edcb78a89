import { readdirSync, readFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { cdk, runCommand } from './commands';
import { setting } from './environment';

export type Variant = 'first' | 'second' | 'broken';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

export interface Template {
  readonly Resources: Record<string, TemplateResource>;
}

/** A synthesized app and the stacks of it that are deployed. */
export class Assembly {
  public readonly templates: Record<string, Template>;

  private constructor(private readonly folder: string) {
    const suffix = '.template.json';
    const names = readdirSync(folder)
      .filter((file) => file.endsWith(suffix) && !file.includes('DeployAssert'))
      .map((file) => basename(file, suffix));
    const read = (name: string): Template => JSON.parse(readFileSync(join(folder, `${name}${suffix}`), 'utf8'));
    this.templates = Object.fromEntries(names.map((name) => [name, read(name)]));
  }

  /** All scenarios, in one app. */
  public static async ofScenarios(variant: Variant): Promise<Assembly> {
    const folder = join(setting('EMULATOR_FOLDER'), 'assemblies', variant);
    await runCommand('tsx', ['integ/emulator/app.ts'], { EMULATOR_VARIANT: variant, CDK_OUTDIR: folder });
    return new Assembly(folder);
  }

  /** Every example, in whatever language it is written. */
  public static ofExamples(): Assembly[] {
    return setting('EXAMPLE_ASSEMBLIES')
      .split(delimiter)
      .map((folder) => new Assembly(folder));
  }

  public get stackNames(): string[] {
    return Object.keys(this.templates);
  }

  public deploy(): Promise<string> {
    return this.run('deploy', '--require-approval=never', '--method=direct');
  }

  public destroy(): Promise<string> {
    return this.run('destroy', '--force');
  }

  /** On all stacks at once, for none needs another. */
  private run(command: string, ...options: string[]): Promise<string> {
    const { length } = this.stackNames;
    return cdk(
      command,
      ...this.stackNames,
      '--app',
      this.folder,
      '--exclusively',
      `--concurrency=${length}`,
      ...options,
    );
  }
}
