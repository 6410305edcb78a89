import { Fault } from './fault';

/** Ends an exchange with an error of the gateway's own. */
export class FaultError extends Error {
  public constructor(
    public readonly fault: Fault,
    detail: string,
  ) {
    super(detail);
  }
}
