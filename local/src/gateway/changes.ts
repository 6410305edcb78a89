import { isDeepStrictEqual } from 'node:util';
import { FunctionInvoker } from '../functions/function-invoker';
import { AssemblyModel } from './assembly-model';
import { Reload } from './gateway';

/** One reading of the assembly, with what runs its functions. */
export interface Reading {
  readonly model: AssemblyModel;
  readonly invoker: FunctionInvoker;
}

/** What a reading brings that differs from the one before. */
export function changesBetween(before: Reading, after: Reading): Reload {
  const earlier = new Set(before.model.functions.map(({ arn }) => arn));
  const changed = after.model.functions.filter(
    ({ arn }) => earlier.has(arn) && before.invoker.versionOf(arn) !== after.invoker.versionOf(arn),
  );
  return {
    template: !isDeepStrictEqual(withoutCode(before.model), withoutCode(after.model)),
    functions: changed.map(({ name }) => name),
  };
}

/** A staged asset is in another folder once its code has changed, which is no change of the template to its reader. */
function withoutCode({ functions, ...model }: AssemblyModel): unknown {
  return { ...model, functions: functions.map(({ codeDirectory: _, ...rest }) => rest) };
}
