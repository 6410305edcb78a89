import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { FunctionInvoker, InvocationResult } from '../../src/functions/function-invoker';
import { FunctionLogLine } from '../../src/functions/function-log';
import { FunctionModel } from '../../src/functions/function-model';
import { createFunctionRunner, FunctionRunnerProps } from '../../src/functions/function-runner';

export const arnOf = (name: string) => `arn:aws:lambda:eu-central-1:123456789012:function:${name}`;

const cleanUps: (() => unknown)[] = [];

/** Ends the processes and removes the folders of the tests so far. */
export async function cleanUp(): Promise<void> {
  for (const undo of cleanUps.splice(0).reverse()) {
    await undo();
  }
}

export function temporaryFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'function-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export interface RunningFunction {
  readonly runner: FunctionInvoker;
  readonly log: FunctionLogLine[];
  invoke(event?: unknown, requestId?: string): Promise<InvocationResult>;
  /** What the function returned; fails the test when it did not return. */
  payload(event?: unknown, requestId?: string): Promise<unknown>;
}

/** A runner of one function, made of files or of the source of its index.js. */
export function runFunction(
  code: string | Readonly<Record<string, string>>,
  model: Partial<FunctionModel> = {},
  props: Partial<FunctionRunnerProps> = {},
): RunningFunction {
  const name = model.name ?? 'orders';
  const codeDirectory = temporaryFolder(typeof code === 'string' ? { 'index.js': code } : code);
  const log: FunctionLogLine[] = [];
  const runner = createFunctionRunner({
    functions: [
      {
        stack: 'Shop',
        logicalId: 'Orders',
        name,
        arn: arnOf(name),
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        codeDirectory,
        timeoutSeconds: 30,
        memoryMb: 128,
        environment: {},
        ...model,
      },
    ],
    environment: {},
    onLog: (line) => log.push(line),
    ...props,
  });
  cleanUps.push(() => runner.close());
  const invoke = (event: unknown = {}, requestId = 'r1') => runner.invoke(arnOf(name), event, { requestId });
  return {
    runner,
    log,
    invoke,
    payload: async (event, requestId) => {
      const result = await invoke(event, requestId);
      if (result.kind !== 'success') {
        throw new Error(`expected a payload, got ${JSON.stringify(result)}\n${JSON.stringify(log, undefined, 1)}`);
      }
      return result.payload;
    },
  };
}

/** The result of a call that ended in an error. */
export const errorResult = (errorType: string, errorMessage: unknown = expect.any(String)) => ({
  kind: 'error',
  errorType,
  errorMessage,
  trace: expect.any(Array),
  durationMs: expect.any(Number),
});
