import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { pathParameters } from '../../core/route-key';
import { RestRouteKey } from '../rest-path';

/** Where a value of a request to a service comes from. */
export type MappingSource =
  | { readonly kind: 'literal'; readonly text: string }
  /** The whole body, or what a JSON path such as `order.id` leads to. */
  | { readonly kind: 'body'; readonly path?: string }
  | { readonly kind: 'parameter'; readonly place: 'path' | 'querystring' | 'header'; readonly name: string }
  /** Such as `context.requestId` or `stageVariables.table`. */
  | { readonly kind: 'variable'; readonly name: string };

/** Names go into templates as they are: what is not in here could end a text of the template. */
const NAME = '[A-Za-z0-9_~-][A-Za-z0-9_.:~-]*';
const JSON_PATH = '[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+|\\[\\d+\\])*';
const VARIABLE = '[A-Za-z][A-Za-z0-9_-]*(?:\\.[A-Za-z][A-Za-z0-9_-]*)*';

const EXPRESSION = new RegExp(
  `^\\$(?:request\\.(?:(body)(?:\\.(${JSON_PATH}))?|(path|querystring|header)\\.(${NAME}))` +
    `|((?:context|stageVariables)\\.${VARIABLE}))$`,
);
const SHORT = new RegExp(
  `^(?:(body)(?:\\.(${JSON_PATH}))?|(path|query|header)\\.(${NAME})|((?:context|stageVariables)\\.${VARIABLE}))$`,
);

/** What is a source, or is meant as one: every caller would get the same text where `authorizer.sub` was taken as it is. */
const LIKE_A_SOURCE = new RegExp(
  '^\\$|^(' +
    'body|paths?|quer(y|ies)|query-?strings?|query(string)?param(eter)?s|headers?|context|stage-?variables?|' +
    'authorizer|claims|event|identity|input|integration|jwt|method|param(eter)?s?|request(context|parameters)?|token' +
    ')\\.(\\S|$)',
  'i',
);

/** In the vocabulary of HTTP APIs: `$request.body.id`, `$context.requestId`, or a literal. */
export function parseExpression(where: IConstruct, key: RestRouteKey, text: string): MappingSource {
  const isLiteral = Token.isUnresolved(text) || (!text.startsWith('$') && !text.includes('${'));
  const remedy = 'use "$request.body", "$request.body.NAME", "$request.header.NAME", "$context.NAME" or a plain text';
  return isLiteral ? { kind: 'literal', text } : sourceOf(where, key, text, EXPRESSION.exec(text), remedy);
}

/**
 * In the short vocabulary: `body.id`, `path.id`, `context.authorizer.principalId`, or a literal. A text in single quotes
 * is always a literal.
 */
export function parseSource(where: IConstruct, key: RestRouteKey, text: string): MappingSource {
  const remedy =
    'use "path.NAME", "query.NAME", "header.NAME", "body.NAME", "context.NAME", or a text, in single quotes if it has a dot';
  if (Token.isUnresolved(text)) {
    return { kind: 'literal', text };
  }
  const [, quoted] = /^'(.*)'$/s.exec(text) ?? [];
  const isLiteral = quoted !== undefined || !(text === 'body' || LIKE_A_SOURCE.test(text));
  return isLiteral ? { kind: 'literal', text: quoted ?? text } : sourceOf(where, key, text, SHORT.exec(text), remedy);
}

function sourceOf(
  where: IConstruct,
  key: RestRouteKey,
  text: string,
  match: RegExpExecArray | null,
  remedy: string,
): MappingSource {
  if (!match) {
    return refuse(where, 'not a value of a request', text, remedy);
  }
  const [, body, path, place, name, variable] = match;
  if (body !== undefined) {
    return { kind: 'body', path };
  }
  if (variable !== undefined) {
    return { kind: 'variable', name: variable };
  }
  if (place === 'path' && !pathParameters(key).includes(name)) {
    refuse(where, `${key.text} has no path parameter {${name}}`, text, 'name one that the path has');
  }
  return { kind: 'parameter', place: place === 'query' ? 'querystring' : (place as 'path' | 'header'), name };
}
