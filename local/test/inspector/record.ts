import { RequestRecord } from '../../src';

export function record(members: Partial<RequestRecord> = {}): RequestRecord {
  const { decisions = [], ...rest } = members;
  return {
    requestId: 'r',
    time: '2026-11-21T12:30:45.000Z',
    api: 'Api',
    method: 'GET',
    path: '/',
    decisions,
    status: 200,
    durationMs: 1,
    ...rest,
  };
}
