import { Fault } from '../gateway-responses/fault';

/** A request can't be mapped, and the caller gets to know. */
export class MappingFault extends Error {
  public constructor(public readonly fault: Fault) {
    // the message may quote a body, which is for the caller alone
    super(fault.type);
  }
}
