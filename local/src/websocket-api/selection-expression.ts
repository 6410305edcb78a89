import { readJson } from '../core/read-json';
import { headerValue } from '../core/request';
import { javaText } from '../templates/java/text';
import { toJava } from '../templates/java/values';
import { followJsonPath, parseJsonPath } from '../templates/json-path';
import { BackendAnswer } from './mapping/reply-body';

/** What a selection expression may name. */
export interface SelectionValues {
  /** A message's text. */
  readonly body: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** The integration's answer, where there is one. */
  readonly answer?: BackendAnswer;
}

/** `\$` is a dollar, `${name}` and `$name` are values, all else is text. */
const PART = /\\\$|\$\{([^}]*)\}|\$([\w-]+(?:\.[\w-]+|\[[^\]]*\])*)/g;

/** The key that an expression such as `$request.body.action` chooses; what is missing is empty (W-17). */
export function evaluateSelection(expression: string, values: SelectionValues): string {
  return expression.replace(PART, (part: string, braced?: string, plain?: string) => {
    const name = braced ?? plain;
    if (name === undefined) return '$';
    return name === 'default' ? part : valueOf(name, values);
  });
}

/** The entry of a key, otherwise that of `$default`. The key may be a client's own text. */
export function chosen<T>(entries: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(entries, key) ? entries[key] : entries.$default;
}

/** What of an expression is not served, undefined when all of it is. */
export function selectionProblem(expression: string): string | undefined {
  for (const [, braced, plain] of expression.matchAll(PART)) {
    const name = braced ?? plain;
    if (name !== undefined && !isKnown(name)) return `$${name} is not emulated in a selection expression`;
  }
  return undefined;
}

function isKnown(name: string): boolean {
  if (name === 'default' || name === 'integration.response.statuscode') return true;
  if (/^(context|stageVariables)\.\w/.test(name) || RESPONSE_HEADER.test(name)) return true;
  return /^request\.body(\.|\[|$)/.test(name) && parseJsonPath(bodyPath(name)) !== undefined;
}

const RESPONSE_HEADER = /^integration\.response\.(multivalueheader|header)\.(.+)$/;

function valueOf(name: string, { body, context, stageVariables, answer }: SelectionValues): string {
  if (name.startsWith('integration.response.')) return answer ? partOf(answer, name) : '';
  if (name.startsWith('context.'))
    return javaText(followJsonPath(toJava(context), `$.${name.slice('context.'.length)}`));
  if (name.startsWith('stageVariables.')) return stageVariables[name.slice('stageVariables.'.length)] ?? '';
  return javaText(followJsonPath(toJava(readJson(body)?.value), bodyPath(name)));
}

function partOf({ status, headers }: BackendAnswer, name: string): string {
  const [, kind, header = ''] = RESPONSE_HEADER.exec(name) ?? [];
  if (!kind) return String(status);
  if (kind === 'header') return headerValue(headers, header) ?? '';
  const values = headers.filter(([key]) => key.toLowerCase() === header.toLowerCase()).map(([, value]) => value);
  return values.join(',');
}

function bodyPath(name: string): string {
  return `$${name.slice('request.body'.length)}`;
}
