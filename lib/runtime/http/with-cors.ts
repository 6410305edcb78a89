import { corsHeaders, corsPolicy, type CorsPolicy, variesByOrigin } from './cors-policy';
import { answeredValues, asAnswer, type ProxyAnswer, replaceHeaders } from './proxy-answer';
import { headerOf, type ProxyEvent } from './proxy-event';

/** CORS headers of answers that are no preflights. What a handler says of them itself is replaced. */
const OURS = ['access-control-allow-origin', 'access-control-allow-credentials', 'access-control-expose-headers'];

/** What a handler answers. The types of `@types/aws-lambda` allow for callbacks by `void`, of which no answer comes. */
type Answer<Returned> = Exclude<Awaited<Returned>, void>;

/**
 * Wraps the handler of a REST API's or HTTP API's function so that pages of allowed origins, and no others, can read
 * its answers: the origin is echoed where it is allowed, and `Vary: Origin` keeps caches from mixing answers up. Which
 * origins are allowed comes from the API's `Cors` by the function's environment. What the handler throws passes
 * through: API Gateway answers for it, with CORS headers of its own.
 *
 * The handler is to be async; callbacks are not waited for.
 *
 * @param policy replaces what the environment says
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 *
 * @example
 * export const handler = withCors(async (event) => ({ statusCode: 200, body: '{}' }));
 */
export function withCors<Event, Rest extends unknown[], Returned>(
  handler: (event: Event, ...rest: Rest) => Returned,
  policy: CorsPolicy = {},
): (event: Event, ...rest: Rest) => Promise<Answer<Returned>> {
  const effective = corsPolicy(policy, process.env);
  return async (event, ...rest) => {
    const returned = await handler(event, ...rest);
    const request = (event ?? {}) as ProxyEvent;
    const answer = asAnswer(request, returned);
    const added = corsHeaders(effective, headerOf(request, 'origin'));
    // without a status there is nothing API Gateway could send
    const wrapped = answer === undefined ? returned : withHeaders(answer, added, variesByOrigin(effective));
    return wrapped as Answer<Returned>;
  };
}

function withHeaders(answer: ProxyAnswer, cors: Record<string, string>, varies: boolean): ProxyAnswer {
  const isAllowed = 'access-control-allow-origin' in cors;
  const isDropped = (name: string) =>
    (isAllowed ? OURS.includes(name) : name.startsWith('access-control-')) || (varies && name === 'vary');
  return replaceHeaders(answer, isDropped, { ...cors, ...(varies && { vary: varyOf(answer) }) });
}

/** What the answer varies by already, and the origin. */
function varyOf(answer: ProxyAnswer): string {
  const names = answeredValues(answer, 'vary')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isNamed = names.some((name) => name === '*' || name.toLowerCase() === 'origin');
  return [...new Set(isNamed ? names : [...names, 'Origin'])].join(', ');
}
