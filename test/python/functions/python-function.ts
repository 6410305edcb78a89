import { FunctionModel } from '../../../local/src/functions/function-model';
import { FunctionRunnerProps } from '../../../local/src/functions/function-runner';
import { Runtimes } from '../../../local/src/functions/runtimes';
import { RunningFunction, runFunction } from '../../../local/test/functions/function-fixture';

export { arnOf, cleanUp, errorResult, temporaryFolder } from '../../../local/test/functions/function-fixture';

/** The interpreter of these tests, which has boto3. */
export const runtimes = new Runtimes(process.env.PYTHON_TESTS);

/** A runner of one Python function, made of files or of the source of its index.py. */
export function runPython(
  code: string | Readonly<Record<string, string>>,
  model: Partial<FunctionModel> = {},
  props: Partial<FunctionRunnerProps> = {},
): RunningFunction {
  const files = typeof code === 'string' ? { 'index.py': withoutMargin(code) } : code;
  return runFunction(files, { runtime: 'python3.13', ...model }, { runtimes, ...props });
}

/** Python's indentation counts: the first line's is taken off every line. */
export function withoutMargin(code: string): string {
  const [margin = ''] = /^[ ]*(?=\S)/m.exec(code) ?? [];
  return code.replaceAll(new RegExp(`^${margin}`, 'gm'), '');
}
