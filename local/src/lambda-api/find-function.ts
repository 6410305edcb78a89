import { unqualifiedArn } from '../functions/function-arn';
import { FunctionModel } from '../functions/function-model';

/** The function of a name, `name:alias`, partial ARN `account:function:name` or ARN, with or without a qualifier. */
export function findFunction<T extends Pick<FunctionModel, 'arn' | 'name'>>(
  functions: readonly T[],
  nameOrArn: string,
  region: string,
): T | undefined {
  if (nameOrArn.startsWith('arn:')) return functions.find(({ arn }) => arn === unqualifiedArn(nameOrArn));
  const [, partial] = /^\d{12}:function:([^:]+)/.exec(nameOrArn) ?? [];
  const name = partial ?? nameOrArn.split(':')[0];
  return functions.find((model) => model.name === name && model.arn.split(':')[3] === region);
}
