import { Fault } from '../gateway-responses/fault';

/** A request can't be mapped, and the caller gets to know. */
export class MappingFault extends Error {
  public constructor(public readonly fault: Fault) {
    super(fault.message ?? fault.type);
  }
}
