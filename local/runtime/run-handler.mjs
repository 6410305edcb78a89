import { setImmediate } from 'node:timers';

import { RuntimeError } from './runtime-error.mjs';

const AsyncFunction = (async () => {}).constructor;

/**
 * Calls a handler of either style and settles as Lambda would: with the promise it returns, with its callback (by
 * default once the event loop is empty), or, when it does neither, with null at the end of its work.
 */
export async function runHandler(handler, event, context) {
  let whenIdle;
  const onIdle = () => setImmediate(() => whenIdle());
  try {
    return await new Promise((resolve, reject) => {
      whenIdle = () => (handler instanceof AsyncFunction ? reject(neverSettled()) : resolve(null));
      process.once('beforeExit', onIdle);

      const finish = (error, value) => (error === undefined || error === null ? resolve(value) : reject(error));
      let called = false;
      const callback = (error, value) => {
        if (called) {
          return;
        }
        called = true;
        if (context.callbackWaitsForEmptyEventLoop && (error === undefined || error === null)) {
          whenIdle = () => resolve(value);
        } else {
          finish(error, value);
        }
      };
      context.done = finish;
      context.succeed = (value) => finish(null, value);
      context.fail = (error) => finish(error ?? 'handled');

      const returned = handler(event, context, callback);
      if (typeof returned?.then === 'function') {
        returned.then(resolve, reject);
      }
    });
  } finally {
    process.removeListener('beforeExit', onIdle);
  }
}

function neverSettled() {
  return new RuntimeError('NodeJsExit', 'the event loop ran empty before the promise of the handler was settled');
}
