import { join } from 'node:path';

import { FunctionModel } from './function-model';
import { findPython, PythonInterpreter } from './python-interpreter';

/** Scripts beside src and dist, so that they are found from either. */
const BOOTSTRAPS = join(__dirname, '../../runtime');
const NODE = /^nodejs\d+\.x$/;
const PYTHON = /^python(3\.(?:9|1[0-4]))$/;

/** What Node.js and a full heap may take beside the function's memory, so that nothing ends that would run on Lambda. */
const NODE_ITSELF_MB = 256;

/** How an execution environment is started. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** The limit that the gateway sees to, because the runtime can't. */
  readonly watchedMemoryMb: number;
}

/** Which functions this machine can run, and how. */
export class Runtimes {
  private found?: PythonInterpreter | string;

  /** @param pythonCommand starts the interpreter of Python functions; it is looked for when there are any */
  public constructor(private readonly pythonCommand = 'python3') {}

  /** Why a function of this runtime can't run here, or undefined when it can. */
  public problemOf(runtime: string): string | undefined {
    if (NODE.test(runtime)) return undefined;
    if (!PYTHON.test(runtime)) return `functions of runtime "${runtime}" are not run locally, only nodejs and python3`;
    if (typeof this.python !== 'string') return undefined;
    return `functions of runtime "${runtime}" need Python: ${this.python}; install it, or name another one by --python`;
  }

  /** What differs from the runtime at AWS in a way that a function may notice, for a note. */
  public differenceOf(runtime: string): string | undefined {
    const [, wanted] = PYTHON.exec(runtime) ?? [];
    if (wanted === undefined || typeof this.python === 'string') return undefined;
    const { executable, version, hasBoto3 } = this.python;
    const differences = [
      ...(version === wanted ? [] : [`Python ${version} runs what is for ${wanted}`]),
      ...(hasBoto3 ? [] : ['there is no boto3, which Lambda brings along']),
    ];
    return differences.length > 0
      ? `${executable}: ${differences.join(', and ')}; --python names another one, such as that of a virtual environment`
      : undefined;
  }

  public launchOf({ runtime, memoryMb }: FunctionModel): Launch {
    if (NODE.test(runtime)) {
      // the heap has V8's own limit; buffers and whatever else is outside of it have none
      const args = [`--max-old-space-size=${memoryMb}`, join(BOOTSTRAPS, 'node-bootstrap.mjs')];
      return { command: process.execPath, args, watchedMemoryMb: memoryMb + NODE_ITSELF_MB };
    }
    const command = typeof this.python === 'string' ? this.pythonCommand : this.python.executable;
    // unbuffered, in UTF-8 as on Lambda, and without a trace in the folders of the assembly
    const args = ['-u', '-X', 'utf8', '-B', join(BOOTSTRAPS, 'python/bootstrap.py')];
    return { command, args, watchedMemoryMb: memoryMb };
  }

  private get python(): PythonInterpreter | string {
    this.found ??= findPython(this.pythonCommand);
    return this.found;
  }
}
