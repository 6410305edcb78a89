import fc from 'fast-check';
import { contextOf } from '../../../lib/runtime/jwt-authorizer/claims-context';

it('R-61: plain values as they are, lists joined by blanks, objects left out', () => {
  const claims = {
    sub: 'ada',
    exp: 1_795_262_400,
    email_verified: true,
    'cognito:groups': ['admin', 'staff'],
    address: { country: 'GB' },
    roles: [{ name: 'admin' }],
    nothing: null,
    endless: Number.POSITIVE_INFINITY,
  };
  expect(contextOf(claims)).toEqual({
    sub: 'ada',
    exp: 1_795_262_400,
    email_verified: true,
    'cognito:groups': 'admin staff',
  });
});

it('R-61: names with a meaning of their own are left out', () => {
  expect(contextOf({ claims: 'x', principalId: 'eve', integrationLatency: 5, sub: 'ada' })).toEqual({ sub: 'ada' });
});

it('large claims are left out before sub and scope are', () => {
  const context = contextOf({ photo: 'x'.repeat(2_400), small: 'y', huge: 'z'.repeat(9_000), scope: 'read', sub: 'a' });
  expect(context).toEqual({ sub: 'a', scope: 'read', photo: 'x'.repeat(2_400), small: 'y' });
});

describe('W-7: where not all claims have room', () => {
  const exp = 1_795_262_400;

  it('who it is and until when go before all others', () => {
    expect(contextOf({ scope: 'x'.repeat(2_460), sub: 'ada', exp })).toEqual({ sub: 'ada', exp });
  });

  it('those that are wanted go next', () => {
    const permissions = ['x'.repeat(1_200), 'y'.repeat(1_229)];
    const claims = { permissions, tenant_id: 'tenant-17-of-europe', sub: 'ada', exp };
    expect(Object.keys(contextOf(claims))).toEqual(['sub', 'exp', 'permissions']);
    expect(contextOf(claims, ['tenant_id', 'principalId', 'toString'])).toEqual({
      sub: 'ada',
      exp,
      tenant_id: 'tenant-17-of-europe',
    });
  });
});

it('R-61: whatever the claims, nothing but strings, numbers and booleans, and within the size', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => {
      const context = contextOf(claims as Record<string, unknown>);
      expect(Object.values(context).every((value) => ['string', 'number', 'boolean'].includes(typeof value))).toBe(
        true,
      );
      expect(Buffer.byteLength(JSON.stringify(context))).toBeLessThan(2_600);
    }),
  );
});
