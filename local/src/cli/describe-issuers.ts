import { scopesOf } from '../gateway/describe-authorization';
import { ServedApi, ServedRoute } from '../gateway/gateway';
import { DevelopmentIssuer } from '../issuer/development-issuer';
import { Colours } from './colours';

/** How to get tokens that the routes take: a block of lines for each issuer. */
export function describeIssuers(
  apis: readonly ServedApi[],
  standIn: DevelopmentIssuer | undefined,
  { bold, dim }: Colours,
): string[] {
  const authorizations = apis.flatMap(({ routes }) => routes.map(({ authorization }) => authorization));
  const others = new Set(authorizations.flatMap(issuersOf).filter((issuer) => issuer !== standIn?.issuer));
  const command = standIn && tokenCommand(standIn, authorizations);
  return [
    ...(command ? [`${bold('Development issuer')} stands in for ${standIn.issuer}. A token:\n  ${command}`] : []),
    ...[...others].map((issuer) => dim(`Tokens are those of ${issuer}. To make your own: --dev-issuer ${issuer}`)),
  ];
}

/** With what the routes ask for, so that it works as it stands. */
function tokenCommand({ issuer, tokenEndpoint }: DevelopmentIssuer, all: readonly Authorization[]): string {
  const asking = all.filter((authorization) => issuersOf(authorization).includes(issuer));
  const audience = asking.flatMap((one) => (one.kind === 'jwt' ? one.audience : []))[0] ?? 'AUDIENCE';
  const scopes = [...new Set(asking.flatMap(scopesOf))].join(' ') || 'SCOPE';
  const isForPool = asking.some(({ kind }) => kind === 'cognito');
  const fields = ['grant_type=client_credentials', `audience=${audience}`, `scope=${scopes}`, 'sub=SUBJECT'];
  // a user pool's ID token opens what asks for no scope, its access token the rest
  if (isForPool) fields.push(`token_use=${asking.some((one) => scopesOf(one).length > 0) ? 'access' : 'id'}`);
  return `curl -s ${tokenEndpoint}${fields.map((field) => ` -d ${quoted(field)}`).join('')}`;
}

type Authorization = ServedRoute['authorization'];

function issuersOf(authorization: Authorization): readonly string[] {
  if (authorization.kind === 'jwt') return [authorization.issuer];
  return authorization.kind === 'cognito' ? authorization.issuers : [];
}

/** For a shell. */
function quoted(text: string): string {
  return /^[\w=:./@-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
