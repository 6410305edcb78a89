import { parseJson } from '../../templates/java/parse-json';
import { javaText } from '../../templates/java/text';
import { followJsonPath } from '../../templates/json-path';

/**
 * A body or a member of it, as parameter mappings have it. It is JSON when it begins like some, and then it must
 * be: SyntaxError if not. An empty one is `{}`.
 */
export function bodyValue(body: Buffer, path: string): string | undefined {
  const text = body.toString('utf8').trim() || '{}';
  const document: unknown = /^[{["']/.test(text) ? parseJson(text) : undefined;
  if (path === '') return text;
  const value = followJsonPath(document, path);
  return value === undefined ? undefined : javaText(value);
}
