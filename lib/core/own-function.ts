import { Function } from 'aws-cdk-lib/aws-lambda';

/** The function of this app behind a function, an alias or a version. Nothing for what is imported, and what is none. */
export function ownFunction(fn: unknown): Function | undefined {
  const behind = typeof fn === 'object' && fn !== null && 'lambda' in fn ? fn.lambda : fn;
  return behind instanceof Function ? behind : undefined;
}
