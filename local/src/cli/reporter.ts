import { RequestRecord } from '../core/request-record';
import { FunctionLogLine } from '../functions/function-log';
import { Gateway, Reload } from '../gateway/gateway';
import { DevelopmentIssuer } from '../issuer/development-issuer';

/** Tells whoever started the command what goes on. */
export interface Reporter {
  ready(gateway: Gateway, issuer: DevelopmentIssuer | undefined): void;
  reloaded(gateway: Gateway, changes: Reload): void;
  reloadFailed(reason: string): void;
  /** With what the command wrote. */
  synthFailed(command: string, output: string): void;
  /** Goes on all the same. */
  warn(text: string): void;
  request(record: RequestRecord): void;
  functionLog(line: FunctionLogLine): void;
}

export interface Output {
  write(text: string): unknown;
}
