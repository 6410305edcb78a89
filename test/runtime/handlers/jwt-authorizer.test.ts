import {
  encodeSettings,
  JWT_AUTHORIZER,
  JwtAuthorizerSettings,
} from '../../../lib/runtime/contract/jwt-authorizer-settings';
import { JwtAuthorizer } from '../../../lib/runtime/jwt-authorizer/jwt-authorizer';
import { AuthorizerUnderTest, tokenEvent } from '../jwt-authorizer/authorizer-under-test';

let api: AuthorizerUnderTest;

beforeEach(async () => {
  api = await AuthorizerUnderTest.start();
  jest.spyOn(Date, 'now').mockImplementation(() => api.clock.now());
});
afterEach(async () => {
  delete process.env[JWT_AUTHORIZER];
  await api.stop();
});

function freshHandler(value: string): JwtAuthorizer {
  process.env[JWT_AUTHORIZER] = value;
  let handler: JwtAuthorizer | undefined;
  jest.isolateModules(() => {
    ({ handler } = jest.requireActual<{ handler: JwtAuthorizer }>('../../../lib/runtime/handlers/jwt-authorizer'));
  });
  return handler as JwtAuthorizer;
}

function settings(): JwtAuthorizerSettings {
  return {
    issuer: api.issuer.url,
    audience: ['orders'],
    token: { in: 'header', name: 'Authorization' },
    clockSkewSeconds: 0,
    keysMaxAgeSeconds: 3_600,
    scopes: [],
  };
}

it('does what its environment says, by the time of the machine', async () => {
  const handler = freshHandler(encodeSettings(settings()).value);
  const event = tokenEvent(await api.token());
  await expect(handler(event)).resolves.toMatchObject({ principalId: 'ada' });
  api.clock.turn(600);
  await expect(handler(event)).rejects.toEqual(new Error('Unauthorized'));
  expect(api.log).toEqual([expect.objectContaining({ reason: 'expired' })]);
});

it('keeps the keys from one request to the next', async () => {
  const handler = freshHandler(encodeSettings(settings()).value);
  await handler(tokenEvent(await api.token()));
  await handler(tokenEvent(await api.token()));
  expect(api.fetches).toBe(1);
});

it('without settings nobody is let in: that is a fault of the deployment, not of the caller', async () => {
  const handler = freshHandler('');
  await expect(handler(tokenEvent(await api.token()))).rejects.toThrow('JWT_AUTHORIZER is missing');
});
