import { JWTPayload } from 'jose';
import { IssuerServer, NOON_SECONDS, sign, TestKey, testKey } from '../../../local/test/authorizers/issuer-fixture';
import { TurnableClock } from '../../../local/test/http-api/authorizers/authorizer-fixture';
import { JwtAuthorizerSettings } from '../../../lib/runtime/contract/jwt-authorizer-settings';
import { AuthorizerEvent } from '../../../lib/runtime/jwt-authorizer/authorizer-event';
import { AuthorizerAnswer, JwtAuthorizer, jwtAuthorizer } from '../../../lib/runtime/jwt-authorizer/jwt-authorizer';

export {
  IssuerServer,
  json,
  NOON_SECONDS,
  sign,
  testKey,
  TestKey,
} from '../../../local/test/authorizers/issuer-fixture';

export const STAGE = 'arn:aws:execute-api:eu-central-1:111122223333:abc123/prod';
export const DISCOVERY = '/.well-known/openid-configuration';

export function tokenEvent(token: string, methodArn = `${STAGE}/GET/orders`): AuthorizerEvent {
  return { type: 'TOKEN', authorizationToken: token, methodArn };
}

export function requestEvent(event: Partial<AuthorizerEvent> = {}): AuthorizerEvent {
  return {
    type: 'REQUEST',
    methodArn: `${STAGE}/GET/orders`,
    httpMethod: 'GET',
    resource: '/orders',
    requestContext: { requestId: 'request-1' },
    ...event,
  };
}

// making a key takes long
let key: TestKey | undefined;

/** An issuer, a key of its own, and an authorizer that trusts it, by a clock that stands still. */
export class AuthorizerUnderTest {
  public readonly clock = new TurnableClock();
  private authorizer?: JwtAuthorizer;

  private constructor(
    public readonly issuer: IssuerServer,
    public readonly key: TestKey,
    private readonly settings: Partial<JwtAuthorizerSettings>,
    private readonly written: string[] = [],
    private readonly sent: string[] = [],
  ) {}

  public static async start(settings: Partial<JwtAuthorizerSettings> = {}): Promise<AuthorizerUnderTest> {
    key ??= await testKey('k1');
    const api = new AuthorizerUnderTest(await IssuerServer.start([key.jwk]), key, settings);
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      jest.spyOn(console, method).mockImplementation((...args) => void api.written.push(args.join(' ')));
    }
    return api;
  }

  /** Another authorizer for the same issuer. What it logs counts as logged here. */
  public with(settings: Partial<JwtAuthorizerSettings>): AuthorizerUnderTest {
    return new AuthorizerUnderTest(this.issuer, this.key, { ...this.settings, ...settings }, this.written, this.sent);
  }

  public claims(changes: JWTPayload = {}): JWTPayload {
    const now = NOON_SECONDS;
    return { iss: this.issuer.url, sub: 'ada', aud: 'orders', iat: now - 60, exp: now + 600, ...changes };
  }

  public token(changes: JWTPayload = {}, header?: Record<string, unknown>, key = this.key): Promise<string> {
    return sign(this.claims(changes), { key, header });
  }

  public authorize(event: AuthorizerEvent): Promise<AuthorizerAnswer> {
    this.authorizer ??= jwtAuthorizer(
      {
        issuer: this.issuer.url,
        audience: ['orders', 'returns'],
        token: { in: 'header', name: 'Authorization' },
        clockSkewSeconds: 0,
        keysMaxAgeSeconds: 3_600,
        scopes: [],
        ...this.settings,
      },
      () => this.clock.now(),
    );
    this.sent.push(...secretsOf(event));
    return this.authorizer(event, { awsRequestId: 'aws-1' });
  }

  public async accepts(token: string | Promise<string>): Promise<AuthorizerAnswer> {
    const answer = await this.authorize(tokenEvent(await token));
    expect(answer.policyDocument.Statement[0].Effect).toBe('Allow');
    return answer;
  }

  /** exactly `Unauthorized`, and one line that says why. */
  public async refuses(token: string | Promise<string>, reason: string): Promise<void> {
    await this.refusesEvent(tokenEvent(await token), reason);
  }

  public async refusesEvent(event: AuthorizerEvent, reason: string): Promise<void> {
    const before = this.written.length;
    await expect(this.authorize(event)).rejects.toEqual(new Error('Unauthorized'));
    const lines = this.log.slice(before);
    expect(lines).toEqual([expect.objectContaining({ level: 'WARN', reason, awsRequestId: 'aws-1' })]);
  }

  public get log(): Record<string, unknown>[] {
    return this.written.map((line) => JSON.parse(line));
  }

  /** Fetches of the key set. */
  public get fetches(): number {
    return this.issuer.requests.filter((path) => path === '/keys').length;
  }

  /** No part of any token that was sent is in the log. */
  public expectNoLeak(): void {
    const text = this.written.join('\n');
    for (const secret of this.sent) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/ada|eyJ/);
  }

  public async stop(): Promise<void> {
    this.expectNoLeak();
    jest.restoreAllMocks();
    await this.issuer.close();
  }
}

function secretsOf({ authorizationToken, headers, multiValueHeaders }: AuthorizerEvent): string[] {
  const values = [authorizationToken, ...Object.values(headers ?? {}), ...Object.values(multiValueHeaders ?? {})];
  return values
    .flat()
    .flatMap((value) => value?.split(/[\s.]+/) ?? [])
    .filter((part) => part.length > 8);
}
