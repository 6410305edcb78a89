import { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';

const told = new WeakMap<Function, string>();

/** Tells a function, by its environment, which origins may read its answers. Imported functions can't be told. */
export function tellAboutCors(where: IConstruct, fn: IFunction, environment: Record<string, string>): void {
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
