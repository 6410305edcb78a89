/** What became of one request: printed on the console, as JSON, and kept for tests. Carries no header, token or body. */
export interface RequestRecord {
  readonly requestId: string;
  /** ISO 8601. */
  readonly time: string;
  /** Logical id of the API. */
  readonly api: string;
  /** Of an HTTP request; `CONNECT`, `MESSAGE` and `DISCONNECT` of a WebSocket API. */
  readonly method: string;
  /** Without the query string, which may hold secrets. */
  readonly path: string;
  /** Key of the matched route, absent when none matched. */
  readonly routeKey?: string;
  /** Of a WebSocket API's client. */
  readonly connectionId?: string;
  readonly decisions: readonly Decision[];
  readonly status: number;
  readonly durationMs: number;
}

/** The outcome of one step of the pipeline, in the order the steps ran. */
export interface Decision {
  readonly step: 'route' | 'cors' | 'authorize' | 'key' | 'quota' | 'throttle' | 'validate' | 'cache' | 'integrate';
  readonly outcome: 'pass' | 'answered' | 'refused' | 'failed';
  /** A few words for a person: `JWT of sub "ada"`, `no route`, `token expired`. Never a credential. */
  readonly detail: string;
}
