import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { TOKEN_HEADER } from '../../core/token-header';
import { Authorization } from '../../shared/authorization';
import { IdentitySource } from '../../shared/identity-source';
import { KeyParameter } from './cache-key';

const OPT_OUT = 'set sameForAllCallers: true if whoever is let in gets the same answers';

/** User pain 33: without the caller in the key, the answer for one caller is served to the next. */
export function checkCallerInKey(
  where: IConstruct,
  routeKey: string,
  authorization: Authorization,
  key: KeyParameter[],
): void {
  const sources = identity(where, routeKey, authorization);
  const missing = sources.filter((source) => !key.some((parameter) => holds(parameter, source)));
  if (missing.length > 0) {
    const got = key.map(textOf);
    const lines = missing.map((source) => `'${textOf(parameterOf(source))}'`).join(', ');
    const problem = `${routeKey} is authorized, but its cache key does not tell callers apart`;
    refuse(where, problem, got, `add ${lines} to keyParameters, or ${OPT_OUT}`);
  }
}

/** What of a request says who calls. Empty for a public route. */
function identity(where: IConstruct, routeKey: string, { _intent: intent }: Authorization): IdentitySource[] {
  switch (intent.kind) {
    case 'none':
      return [];
    case 'jwt':
      return [intent.options.identitySource ?? TOKEN_HEADER];
    case 'cognito':
      return [TOKEN_HEADER];
    case 'iam':
      return refuse(where, `${routeKey} can't be cached by caller: signatures never repeat`, 'iam', OPT_OUT);
    case 'lambda': {
      const sources = intent.options.identitySources ?? [TOKEN_HEADER];
      const named = sources.filter(({ _kind: kind }) => kind === 'header' || kind === 'queryString');
      const unnamable = sources.filter((source) => source._namesCaller && !named.includes(source));
      if (named.length === 0 || unnamable.length > 0) {
        const got = sources.map((source) => `${source._kind}.${source._name}`);
        const problem = `${routeKey} can't be cached by caller: a key holds headers and query parameters only`;
        refuse(where, problem, got, `let the authorizer's identitySources be such, or ${OPT_OUT}`);
      }
      return named;
    }
  }
}

function parameterOf(source: IdentitySource): KeyParameter {
  return { in: source._kind === 'header' ? 'header' : 'query', name: source._name };
}

function holds(parameter: KeyParameter, source: IdentitySource): boolean {
  const wanted = parameterOf(source);
  return parameter.in === wanted.in && comparable(parameter) === comparable(wanted);
}

/** Headers have no case; the name of a token would be spoilt. */
function comparable({ in: place, name }: KeyParameter): string {
  return place === 'header' && !Token.isUnresolved(name) ? name.toLowerCase() : name;
}

function textOf({ in: place, name }: KeyParameter): string {
  return `${place}.${name}`;
}
