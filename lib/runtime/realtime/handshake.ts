/**
 * As long a handshake may take, in milliseconds: the function behind `$connect` has 29 seconds. Until then a connection
 * that is not in the table, or answers that it is gone, may be connecting (W-2, W-20).
 */
export const HANDSHAKE_MS = 30_000;
