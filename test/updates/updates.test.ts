import { HTTP_API_CHANGES } from './http-api-changes';
import { REST_API_CHANGES } from './rest-api-changes';
import { verdictOf } from './user-change';
import { WEB_SOCKET_API_CHANGES } from './web-socket-api-changes';

describe.each([
  ['SecureHttpApi', HTTP_API_CHANGES],
  ['MeteredRestApi', REST_API_CHANGES],
  ['RealtimeWebSocketApi', WEB_SOCKET_API_CHANGES],
])('updating a deployed %s', (_, rows) => {
  it.each(rows)(
    '$change',
    (row) => {
      const { changes = [], clashes, movesUrl = false } = row;
      expect(verdictOf(row)).toEqual({ changes, clashes: clashes?.of ?? [], movesUrl });
    },
    30_000,
  );
});
