import fc from 'fast-check';
import {
  decodeSettings,
  encodeSettings,
  JwtAuthorizerSettings,
} from '../../../lib/runtime/contract/jwt-authorizer-settings';
import { routeTable, ScopedRoute } from '../../../lib/runtime/contract/route-table';

const settings: JwtAuthorizerSettings = {
  issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
  audience: ['1h57kf5cpq17m0eml12EXAMPLE'],
  tokenUse: 'cognito',
  token: { in: 'header', name: 'Authorization' },
  clockSkewSeconds: 30,
  keysMaxAgeSeconds: 3_600,
  scopes: ['orders:read'],
};

/** As people write them: a resource, its items, scopes to read and to write. */
function api(resources: number): ScopedRoute[] {
  return Array.from({ length: resources }, (_, index) => `/resource-${index}`).flatMap((path) => [
    { method: 'GET', path, scopes: ['read'] },
    { method: 'POST', path, scopes: ['write'] },
    { method: 'GET', path: `${path}/{id}`, scopes: ['read'] },
    { method: 'PUT', path: `${path}/{id}`, scopes: ['write'] },
    { method: 'DELETE', path: `${path}/{id}`, scopes: ['admin'] },
    { method: 'GET', path: `${path}/{id}/history`, scopes: ['audit'] },
  ]);
}

it('what is encoded is decoded', () => {
  const word = fc.string({ minLength: 1 });
  const demand = fc.record({ scopes: fc.array(word), allows: fc.array(word), entangled: fc.array(word) });
  fc.assert(
    fc.property(fc.option(fc.array(demand, { maxLength: 30 }), { nil: undefined }), (routes) => {
      const { value, bytes } = encodeSettings({ ...settings, ...(routes && { routes }) });
      expect(decodeSettings(value)).toEqual({ ...settings, ...(routes && { routes }) });
      expect(bytes).toBe(Buffer.byteLength(`JWT_AUTHORIZER${value}`));
    }),
  );
});

it('CDK tokens stay as they are, so that CloudFormation can fill them in, however many routes there are', () => {
  const [issuer, client, scope] = ['${Token[TOKEN.11]}', '${Token[TOKEN.12]}', '${Token[TOKEN.13]}'];
  const routes = routeTable([...api(100), { method: 'GET', path: '/x', scopes: [scope] }]);
  const { value } = encodeSettings({ ...settings, issuer, audience: [client], routes });
  const filled = [issuer, client, scope].reduce((text, token) => {
    expect(text.split(token)).toHaveLength(2);
    return text.replace(token, () => 'filled-in');
  }, value);
  expect(decodeSettings(filled)).toMatchObject({ issuer: 'filled-in', audience: ['filled-in'] });
  expect(decodeSettings(filled).routes?.flatMap(({ scopes }) => scopes)).toContain('filled-in');
});

it('a small table can be read in the console', () => {
  const { value } = encodeSettings({ ...settings, routes: routeTable(api(2)) });
  expect(value).toContain('GET /resource-1/{id}/history');
});

it.each([
  [10, 1_800],
  [50, 2_200],
  [100, 3_000],
])('Q-19: %d resources with 6 routes each fit into the environment of a function', (resources, most) => {
  expect(encodeSettings({ ...settings, routes: routeTable(api(resources)) }).bytes).toBeLessThan(most);
});

it.each([undefined, ''])('no settings: %p', (value) => {
  expect(() => decodeSettings(value)).toThrow('the environment variable JWT_AUTHORIZER is missing');
});
