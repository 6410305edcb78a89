/** What functions are told of connections: the body of an SQS message. */
export type LifecycleEvent = ConnectedEvent | DisconnectedEvent;

export interface ConnectedEvent {
  readonly event: 'connected';
  readonly connectionId: string;
  readonly user?: string;
  /** ISO 8601. */
  readonly connectedAt: string;
}

export interface DisconnectedEvent {
  readonly event: 'disconnected';
  readonly connectionId: string;
  readonly user?: string;
  /** ISO 8601. */
  readonly connectedAt: string;
  /** `closed`: the API was told so. `gone`: it was found so. `expired`: its authorization ended. */
  readonly reason: 'closed' | 'gone' | 'expired';
}
