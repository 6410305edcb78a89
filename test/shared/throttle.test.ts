import { App, Stack, Token } from 'aws-cdk-lib';
import { _checkThrottle } from '../../lib/shared/throttle';

const where = new Stack(new App(), 'Stack');

describe('a throttle', () => {
  it.each([
    [{ rateLimit: 0, burstLimit: 1 }, 'throttle.rateLimit must be above 0, got 0; '],
    [{ rateLimit: -1, burstLimit: 1 }, 'throttle.rateLimit must be above 0, got -1; '],
    [{ rateLimit: NaN, burstLimit: 1 }, 'throttle.rateLimit must be above 0, got '],
    [{ rateLimit: Infinity, burstLimit: 1 }, 'throttle.rateLimit must be above 0, got '],
    [{ rateLimit: 1, burstLimit: 0 }, 'throttle.burstLimit must be a whole number of 1 or more, got 0; '],
    [{ rateLimit: 1, burstLimit: 1.5 }, 'throttle.burstLimit must be a whole number of 1 or more, got 1.5; '],
  ])('%j is refused (H-78)', (throttle, message) => {
    expect(() => _checkThrottle(where, throttle)).toThrow(`[Stack] ${message}`);
  });

  it.each([
    [{ rateLimit: 0.5, burstLimit: 1 }],
    [{ rateLimit: Token.asNumber({ Ref: 'Rate' }), burstLimit: Token.asNumber({ Ref: 'Burst' }) }],
  ])('%j is taken', (throttle) => {
    expect(() => _checkThrottle(where, throttle)).not.toThrow();
  });
});
