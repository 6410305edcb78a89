/** Why a function of this runtime can't run here, or undefined when it can. */
export function unsupportedRuntime(runtime: string): string | undefined {
  return /^nodejs\d+\.x$/.test(runtime)
    ? undefined
    : `functions of runtime "${runtime}" are not run locally yet, only nodejs ones`;
}
