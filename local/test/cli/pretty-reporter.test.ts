import { coloursFor } from '../../src/cli/colours';
import { formatRequest } from '../../src/cli/pretty-reporter';
import { describeAuthorization } from '../../src/gateway/describe-authorization';
import { RequestRecord } from '../../src';

const RECORD: RequestRecord = {
  requestId: 'r',
  time: '2026-11-21T12:30:45.000Z',
  api: 'Api',
  method: 'GET',
  path: '/orders/7',
  routeKey: 'GET /orders/{id}',
  decisions: [
    { step: 'route', outcome: 'pass', detail: 'GET /orders/{id}' },
    { step: 'authorize', outcome: 'refused', detail: 'token expired\nforge' },
  ],
  status: 401,
  durationMs: 3,
};

it('a request takes one line, whatever is in its details', () => {
  expect(formatRequest(RECORD, coloursFor({}, {}))).toBe(
    '12:30:45  GET /orders/7 → 401, 3 ms   ✓ route GET /orders/{id}  ✗ authorize token expired forge',
  );
});

it('colours only on a terminal, and not against NO_COLOR', () => {
  expect(formatRequest(RECORD, coloursFor({ isTTY: true }, {}))).toContain('\u001b[33m401');
  expect(formatRequest(RECORD, coloursFor({ isTTY: true }, { NO_COLOR: '1' }))).not.toContain('\u001b');
});

it('says what a route demands', () => {
  const issuer = 'https://id.example.com';
  const jwt = { kind: 'jwt', authorizerId: 'a', identitySource: 's', issuer, audience: ['orders'] } as const;
  expect(describeAuthorization({ ...jwt, scopes: ['a', 'b'] })).toBe(`JWT of ${issuer} for orders, scope a or b`);
  expect(describeAuthorization({ kind: 'none' })).toBe('public');
});
