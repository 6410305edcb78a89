/** That a connection is to be closed: the body of a message on the expiry queue. */
export interface ExpiryNote {
  readonly connectionId: string;
  /** When its authorization ends, in seconds since 1970. */
  readonly expiresAt: number;
  /** When the client asked to connect, in milliseconds since 1970: until the handshake is over there is nothing to close. */
  readonly connectedAt: number;
}
