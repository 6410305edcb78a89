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

it('W-7: claims that are wanted go before others, and after who it is and until when', () => {
  const permissions = Array.from({ length: 150 }, (_, index) => `perm:read:${index}`);
  const claims = { scope: 'x'.repeat(2_400), permissions, tenant_id: 't1', sub: 'ada', exp: 1_795_262_400 };
  expect(contextOf(claims, ['tenant_id', 'principalId', 'toString'])).toEqual({
    sub: 'ada',
    exp: 1_795_262_400,
    tenant_id: 't1',
    scope: 'x'.repeat(2_400),
  });
  const large = contextOf({ ...claims, scope: 'x'.repeat(2_490) });
  expect(large).toMatchObject({ sub: 'ada', exp: 1_795_262_400 });
  expect(large).not.toHaveProperty('scope');
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
