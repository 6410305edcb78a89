import { Alias, Function, IFunction, Version } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';

const told = new WeakMap<Function, string>();

/** Tells a function, by its environment, which origins may read its answers. Imported functions can't be told. */
export function tellAboutCors(where: IConstruct, invoked: IFunction, environment: Record<string, string>): void {
  const fn = functionBehind(invoked);
  if (!(fn instanceof Function) || Object.keys(environment).length === 0) {
    return;
  }
  const text = JSON.stringify(environment);
  const before = told.get(fn) ?? text;
  if (before !== text) {
    const remedy = 'give both APIs the same Cors value, or each a function of its own';
    refuse(where, `function ${fn.node.path} answers another API with another CORS`, environment, remedy);
  }
  told.set(fn, text);
  Object.entries(environment).forEach(([name, value]) => fn.addEnvironment(name, value));
}

/** An alias and a version run with the environment of their function. */
function functionBehind(fn: IFunction): IFunction {
  if (fn instanceof Alias) {
    return functionBehind(fn.version.lambda);
  }
  return fn instanceof Version ? fn.lambda : fn;
}
