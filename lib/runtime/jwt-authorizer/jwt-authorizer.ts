import { JwtAuthorizerSettings } from '../contract/jwt-authorizer-settings';
import { overlap } from '../contract/arn-pattern';
import { RouteTable } from '../contract/route-table';
import { AuthorizerEvent, routeOf, tokenOf } from './authorizer-event';
import { Claims, principalOf, scopesOf } from './claims';
import { contextOf, ContextValue } from './claims-context';
import { Clock } from './key-cache';
import { Policy, policyFor } from './policy';
import { Refusal } from './refusal';
import { logRefusal, refusalOf } from './refusal-log';
import { TokenVerifier } from './token-verifier';

export interface AuthorizerAnswer {
  readonly principalId: string;
  readonly policyDocument: Policy;
  readonly context: Record<string, ContextValue>;
}

export type JwtAuthorizer = (event: AuthorizerEvent, context?: { awsRequestId?: string }) => Promise<AuthorizerAnswer>;

/** Answers 401 by throwing exactly `Unauthorized`, 403 by a policy, and never 500 whatever the token. */
export function jwtAuthorizer(settings: JwtAuthorizerSettings, now: Clock = Date.now): JwtAuthorizer {
  const verifier = new TokenVerifier(settings, now);
  const routes: RouteTable = settings.routes ?? [{ scopes: settings.scopes, allows: ['*'], entangled: [] }];

  const answer: JwtAuthorizer = async (event) =>
    answerFor(event, await verifier.verify(tokenOf(event, settings.token)), routes, settings.claims);

  return async (event, context) => {
    const outcome = await answer(event).catch(refusalOf);
    const refusal = outcome instanceof Refusal ? outcome : scopeRefusal(outcome, event);
    if (refusal) {
      logRefusal(event, context?.awsRequestId, refusal);
    }
    if (outcome instanceof Refusal) {
      throw new Error('Unauthorized');
    }
    return outcome;
  };
}

function answerFor(
  event: AuthorizerEvent,
  claims: Claims,
  routes: RouteTable,
  wanted?: readonly string[],
): AuthorizerAnswer {
  const { methodArn } = event;
  const tokenScopes = scopesOf(claims);
  return {
    principalId: principalOf(claims),
    policyDocument: policyFor({ routes, tokenScopes, methodArn, route: routeOf(event) }),
    context: contextOf(claims, wanted),
  };
}

function scopeRefusal({ policyDocument }: AuthorizerAnswer, { methodArn }: AuthorizerEvent): Refusal | undefined {
  const [{ Effect, Resource }] = policyDocument.Statement;
  const allowed = Effect === 'Allow' && Resource.some((pattern) => overlap(pattern, methodArn));
  return allowed ? undefined : new Refusal('insufficient-scope');
}
