import { RequestRecord } from '../core/request-record';
import { FunctionLogLine } from '../functions/function-log';
import { Gateway } from '../gateway/gateway';
import { DevelopmentIssuer } from '../issuer/development-issuer';

/** Tells whoever started the command what goes on. */
export interface Reporter {
  ready(gateway: Gateway, issuer: DevelopmentIssuer | undefined): void;
  reloaded(gateway: Gateway): void;
  reloadFailed(reason: string): void;
  request(record: RequestRecord): void;
  functionLog(line: FunctionLogLine): void;
}

export interface Output {
  write(text: string): unknown;
}
