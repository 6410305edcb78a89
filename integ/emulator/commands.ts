import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './environment';

/** Runs an installed command, and gives what it printed or throws it. */
export function runCommand(command: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile(join(ROOT, 'node_modules', '.bin', command), args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args[0]} failed:\n${endOf(stdout)}\n${endOf(stderr)}`));
      else resolve(`${stdout}${stderr}`);
    });
  });
}

/** Runs the CDK's command line interface. */
export function cdk(...args: string[]): Promise<string> {
  return runCommand('cdk', [...args, '--no-notices', '--ci']);
}

function endOf(output: string): string {
  return output.split('\n').slice(-40).join('\n');
}
