import { fatalFailure, RuntimeFailure } from './runtime-message';

/** As Go says them, in which the service's own supervisor is written. */
const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  SIGKILL: 'killed',
  SIGABRT: 'aborted',
  SIGTERM: 'terminated',
  SIGSEGV: 'segmentation fault',
  SIGBUS: 'bus error',
};

/** What Lambda calls it when the process of a function is gone: by process.exit, by a crash, or out of memory. */
export function exitFailure(code: number | null, signal: string | null): RuntimeFailure {
  return fatalFailure('Runtime.ExitError', `Runtime exited ${exitReason(code, signal)}`);
}

function exitReason(code: number | null, signal: string | null): string {
  if (signal !== null) {
    return `with error: signal: ${SIGNAL_WORDS[signal] ?? signal}`;
  }
  return code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
}
