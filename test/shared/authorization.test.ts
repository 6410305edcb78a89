import { Duration, Token } from 'aws-cdk-lib';
import { Authorization } from '../../lib';

const jwt = (resultsCacheTtl: Duration) => () =>
  Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'], resultsCacheTtl });

describe('Authorization.jwt', () => {
  it.each([Duration.hours(2), Duration.millis(500)])('keeps no verdict for %s (R-60)', (ttl) => {
    expect(jwt(ttl)).toThrow(
      `[Authorization.jwt] resultsCacheTtl must be whole seconds up to 1 hour, got "${ttl.toHumanString()}"`,
    );
  });

  it.each([Duration.seconds(0), Duration.hours(1), Duration.seconds(Token.asNumber({ Ref: 'Ttl' }))])(
    'keeps one for up to an hour',
    (ttl) => {
      expect(jwt(ttl)).not.toThrow();
    },
  );
});
