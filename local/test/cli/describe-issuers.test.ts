import { Gateway } from '../../src';
import { coloursFor } from '../../src/cli/colours';
import { describeIssuers } from '../../src/cli/describe-issuers';
import { DevelopmentIssuer } from '../../src/issuer/development-issuer';

const issuer = 'https://id.example.com';
const standIn = { issuer, tokenEndpoint: 'http://127.0.0.1:4000/token' } as DevelopmentIssuer;
const jwt = { kind: 'jwt', authorizerId: 'a', identitySource: 's', issuer, audience: ['orders', 'other'] } as const;
const pool = { kind: 'cognito', authorizerId: 'c', header: 'Authorization', ttlSeconds: 0, issuers: [issuer] } as const;

function described(standsIn: DevelopmentIssuer | undefined, ...authorizations: object[]): string[] {
  const routes = authorizations.map((authorization) => ({ routeKey: 'GET /', authorization }));
  return describeIssuers([{ routes }] as unknown as Gateway['apis'], standsIn, coloursFor({}, {}));
}

it('a token has what the routes ask for', () => {
  const [block] = described(standIn, { ...jwt, scopes: ['read', 'write'] }, { ...jwt, scopes: ['read'] });
  expect(block).toContain(" -d audience=orders -d 'scope=read write' -d sub=SUBJECT");
});

it('a user pool takes ID tokens, and access tokens where scopes are asked for', () => {
  expect(described(standIn, { ...pool, scopes: [] })[0]).toMatch(/ -d token_use=id$/);
  expect(described(standIn, { ...pool, scopes: ['read'] })[0]).toMatch(/ -d scope=read .* -d token_use=access$/);
});

it('without a stand-in, it is told how to have one', () => {
  expect(described(undefined, { ...jwt, scopes: [] }, { kind: 'none' })).toEqual([
    `Tokens are those of ${issuer}. To make your own: --dev-issuer ${issuer}`,
  ]);
  expect(described(standIn)).toHaveLength(1);
});
