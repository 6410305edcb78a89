import { Duration, Lazy, Token } from 'aws-cdk-lib';
import { CorsHttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { AllowOriginsOptions, Cors } from '../../lib';

const allow = (options: AllowOriginsOptions): unknown => Cors.allowOrigins(['https://app.example.com'], options);

describe('Cors', () => {
  it('refuses an empty list', () => {
    expect(() => Cors.allowOrigins([])).toThrow('[Cors.allowOrigins] the list of origins is empty, got []; ');
  });

  it.each<[string, AllowOriginsOptions, string]>([
    ['"*" headers with credentials', { credentials: true, headers: ['*'] }, 'browsers ignore "*" in headers'],
    [
      '"*" exposed with credentials',
      { credentials: true, exposeHeaders: ['*'] },
      'browsers ignore "*" in exposeHeaders',
    ],
    ['ANY with credentials', { credentials: true, methods: [CorsHttpMethod.ANY] }, 'browsers ignore "*" in methods'],
    ['two headers in one entry', { headers: ['X-A, X-B'] }, 'headers holds what is no header name'],
    ['an empty exposed header', { exposeHeaders: [''] }, 'exposeHeaders holds what is no header name'],
    ['more than a day', { maxAge: Duration.hours(25) }, 'maxAge is over 24 hours, got "1 day 1 hour"'],
  ])('refuses %s (H-47, H-48)', (_, options, message) => {
    expect(() => allow(options)).toThrow(message);
  });

  it.each<[string, AllowOriginsOptions]>([
    ['"*" without credentials', { headers: ['*'], exposeHeaders: ['*'], methods: [CorsHttpMethod.ANY] }],
    ['a day', { maxAge: Duration.days(1) }],
    ['a header that is a token', { headers: [Lazy.string({ produce: () => 'X-A, X-B' })] }],
    ['an age that is a token', { maxAge: Duration.seconds(Token.asNumber({ Ref: 'Age' })) }],
  ])('takes %s', (_, options) => {
    expect(() => allow(options)).not.toThrow();
  });
});
