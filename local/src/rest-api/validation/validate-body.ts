import { headerValue } from '../../core/request';
import { Exchange } from '../exchange';
import { mediaType } from '../../core/media-type';
import { schemaErrors } from '../../schemas/json-schema';
import { describeErrors } from './error-messages';

/** What is wrong with the body by the method's model; undefined when nothing is, or there is no model. */
export function bodyProblem({ request, method }: Exchange): string | undefined {
  const contentType = mediaType(headerValue(request.headers, 'content-type') ?? 'application/json');
  const { schemas } = method.validation;
  const schema = schemas[contentType] ?? schemas.$default;
  if (!schema) return undefined;
  const document = parse(request.body);
  if (!document) return '[the body is no JSON]';
  const errors = schemaErrors(schema, document.value);
  return errors.length > 0 ? describeErrors(errors) : undefined;
}

/** an empty body is an object without properties. */
function parse(body: Buffer): { readonly value: unknown } | undefined {
  if (body.length === 0) return { value: {} };
  try {
    return { value: JSON.parse(body.toString('utf8')) };
  } catch {
    return undefined;
  }
}
