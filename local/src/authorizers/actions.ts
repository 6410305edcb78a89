/** What policies on an API allow or deny. */
export const INVOKE = 'execute-api:Invoke';
/** To renew answers that are cached. */
export const INVALIDATE_CACHE = 'execute-api:InvalidateCache';
