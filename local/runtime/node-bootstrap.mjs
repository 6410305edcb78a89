import { redirectCallbacks } from './callback-redirects.mjs';
import { openChannel } from './channel.mjs';
import { lambdaContext } from './lambda-context.mjs';
import { redirectIssuers } from './issuer-redirects.mjs';
import { holdLifeline } from './lifeline.mjs';
import { loadHandler } from './load-handler.mjs';
import { resultMessage } from './result-message.mjs';
import { runHandler } from './run-handler.mjs';
import { describeError, RuntimeError } from './runtime-error.mjs';
import { useRuntimeModules } from './runtime-modules.mjs';

/*
 * One execution environment of a Node.js function. The protocol, which another language's bootstrap can follow:
 *   out  {"type":"ready"}
 *   in   {"requestId","functionArn","deadlineMs","event"}
 *   out  {"type":"result","payload":"<JSON text>"}, or {"type":"oversized-result","bytes"} in its place
 * One invocation at a time. In place of either answer: {"type":"error","errorType","errorMessage","trace","fatal"};
 * after a fatal one, such as code that does not load, the process ends.
 */
holdLifeline();
// so that what the function writes is out before its answer is, and is not lost when it exits
[process.stdout, process.stderr].forEach((stream) => stream._handle?.setBlocking?.(true));
const channel = openChannel();
const fail = (error, exitCode) => {
  channel.send({ type: 'error', ...describeError(error), fatal: true });
  process.exit(exitCode);
};
process.on('uncaughtException', (error) => fail(error, 129));
process.on('unhandledRejection', (reason) =>
  fail(new RuntimeError('UnhandledPromiseRejection', String(reason), reason), 128),
);

redirectIssuers(process.env.APIGW_LOCAL_ISSUERS);
redirectCallbacks(process.env.APIGW_LOCAL_CALLBACKS);
useRuntimeModules(process.env.LAMBDA_TASK_ROOT);
const handler = await initialise();
channel.onMessage(async (invocation) => {
  channel.release();
  const reply = await invoke(invocation);
  channel.hold();
  channel.send(reply);
});
channel.send({ type: 'ready' });

async function initialise() {
  try {
    return await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
  } catch (error) {
    return fail(error, 1);
  }
}

async function invoke(invocation) {
  try {
    return resultMessage(await runHandler(handler, invocation.event, lambdaContext(invocation)));
  } catch (error) {
    return { type: 'error', ...describeError(error), fatal: false };
  }
}
