import type { ProxyEvent } from './proxy-event';

type Value = string | number | boolean;

/** Of what a function answers API Gateway, what is needed here. */
export interface ProxyAnswer {
  readonly statusCode?: number | string;
  readonly headers?: Record<string, Value | undefined> | null;
  /** Format 1.0 only. */
  readonly multiValueHeaders?: Record<string, Value[] | undefined> | null;
}

/**
 * An answer that headers can be added to. With format 2.0 a function may return just the body, which API Gateway then
 * sends as JSON: this spells it out. Undefined where there is no answer to add to.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function asAnswer(event: ProxyEvent, returned: unknown): ProxyAnswer | undefined {
  if (isObject(returned) && 'statusCode' in returned) {
    return returned as ProxyAnswer;
  }
  if (event.version !== '2.0' || returned == null) {
    return undefined;
  }
  const body = typeof returned === 'string' ? returned : JSON.stringify(returned);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, ...{ body } };
}

/** The answer with other headers: those that `isDropped` names, in lower case, are left out, and `added` put in. */
export function replaceHeaders(
  answer: ProxyAnswer,
  isDropped: (name: string) => boolean,
  added: Record<string, string>,
): ProxyAnswer {
  const { headers, multiValueHeaders } = answer;
  return {
    ...answer,
    headers: { ...without(headers, isDropped), ...added },
    // format 2.0 knows no lists: an answer without stays without
    ...(multiValueHeaders && { multiValueHeaders: without(multiValueHeaders, isDropped) }),
  };
}

/** Every value of a header of an answer, whatever the case of its name. */
export function answeredValues(answer: ProxyAnswer, name: string): string[] {
  return [...Object.entries(answer.headers ?? {}), ...Object.entries(answer.multiValueHeaders ?? {})]
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])
    .map(String);
}

function without<T>(
  headers: Record<string, T> | null | undefined,
  isDropped: (name: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => !isDropped(name.toLowerCase())));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
