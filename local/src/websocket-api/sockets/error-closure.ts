import { Closure } from '../connection';

const CODES: Readonly<Record<string, number>> = {
  WS_ERR_INVALID_UTF8: 1007,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1008,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
};

/** How `ws` closes a connection on bytes that it can't take; undefined for an error of the network. */
export function errorClosure({ code = '' }: NodeJS.ErrnoException): Closure | undefined {
  return code.startsWith('WS_ERR_') ? { code: CODES[code] ?? 1002, reason: '' } : undefined;
}
