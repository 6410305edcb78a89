import type * as ChildProcess from 'node:child_process';

/** The module itself, that everybody has: a namespace import is a copy. */
const childProcess: typeof ChildProcess = jest.requireActual('node:child_process');

interface Worker {
  readonly functionName: string;
  readonly child: ChildProcess.ChildProcess;
}

/**
 * Keeps an eye on the processes of functions that a gateway in this process starts, to kill some as AWS may lose them:
 * without a word, in the middle of what they do.
 */
export class Workers {
  private readonly running = new Set<Worker>();
  private readonly spy: jest.SpyInstance;

  public constructor() {
    const spawn = childProcess.spawn;
    this.spy = jest.spyOn(childProcess, 'spawn').mockImplementation(((...args: Parameters<typeof spawn>) => {
      const child = spawn(...args);
      const worker = { functionName: args[2].env?.AWS_LAMBDA_FUNCTION_NAME ?? '', child };
      this.running.add(worker);
      child.once('exit', () => this.running.delete(worker));
      return child;
    }) as typeof spawn);
  }

  /** Kills all processes of functions whose names match, and tells how many. */
  public kill(name: RegExp): number {
    const victims = [...this.running].filter(({ functionName }) => name.test(functionName));
    victims.forEach(({ child }) => child.kill('SIGKILL'));
    return victims.length;
  }

  public restore(): void {
    this.spy.mockRestore();
  }
}
