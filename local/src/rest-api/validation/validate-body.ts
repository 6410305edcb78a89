import { headerValue } from '../../core/request';
import { Exchange } from '../exchange';
import { mediaType } from '../../core/media-type';
import { readJson } from '../../core/read-json';
import { schemaErrors } from '../../schemas/json-schema';
import { schemaMessages } from './error-messages';
import { Schema } from './keyword-messages';

/** What is wrong with the body by the method's model; undefined when nothing is, or there is no model. */
export function bodyProblem({ request, method }: Exchange): string | undefined {
  const contentType = mediaType(headerValue(request.headers, 'content-type') ?? 'application/json');
  const { schemas } = method.validation;
  const schema = Object.hasOwn(schemas, contentType) ? schemas[contentType] : schemas.$default;
  if (!schema) return undefined;
  // an empty body is an object without properties
  const document = readJson(request.body.length === 0 ? '{}' : request.body.toString('utf8'));
  if (!document) return '[the body is no JSON]';
  if (schemaErrors(schema, document.value).length === 0) return undefined;
  return `[${schemaMessages(schema as Schema, document.value).join(', ')}]`;
}
