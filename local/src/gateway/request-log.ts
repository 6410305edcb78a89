import { Answer } from '../core/answer';
import { Clock } from '../core/clock';
import { GatewayRequest } from '../core/request';
import { RequestRecord } from '../core/request-record';

/** More than a test makes; a gateway that runs for days forgets the oldest. */
const MOST_RECORDS = 10_000;

/** What became of each request. */
export class RequestLog {
  public readonly records: RequestRecord[] = [];

  public constructor(
    private readonly clock: Clock,
    private readonly onRequest: (record: RequestRecord) => void = () => undefined,
  ) {}

  public add(
    api: string,
    request: GatewayRequest,
    { requestId = request.requestId, routeKey, connectionId, decisions, response }: Answer,
  ): void {
    const record: RequestRecord = {
      requestId,
      time: new Date(request.receivedAt).toISOString(),
      api,
      method: request.method,
      path: request.rawPath,
      ...(routeKey && { routeKey }),
      ...(connectionId && { connectionId }),
      decisions,
      status: response.statusCode,
      durationMs: this.clock.now() - request.receivedAt,
    };
    this.records.push(record);
    if (this.records.length > MOST_RECORDS) this.records.shift();
    this.onRequest(record);
  }
}
