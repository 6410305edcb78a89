/** A request as it came off the wire, before any API kind has looked at it. */
export interface GatewayRequest {
  /** `$context.requestId`. */
  readonly requestId: string;
  /** Milliseconds since the epoch, by the gateway's clock. */
  readonly receivedAt: number;
  readonly method: string;
  /** Path as sent: still percent-encoded, stage segment included, no query string. */
  readonly rawPath: string;
  /** Without `?`; `''` when none. */
  readonly rawQueryString: string;
  /** In the order and spelling they came in, duplicates kept. */
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  readonly sourceIp: string;
  /** `HTTP/1.1` */
  readonly protocol: string;
}

export type HeaderLine = readonly [name: string, value: string];

/** What the gateway sends back. Header names go out as they are spelt here. */
export interface GatewayResponse {
  readonly statusCode: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** All values of a header joined with a comma (H-14), or undefined when it was not sent. */
export function headerValue(headers: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(',');
}
