import { Token } from 'aws-cdk-lib';
import { inert } from '../../core/inert-json';
import { MappingSource } from './mapping-source';

/** Behind an `#end`, a letter would make another word of it. */
export const BEFORE_TEXT = "#set($text='')";

/**
 * Writes values of a request into a template so that no caller can end the text they stand in: into JSON, or into a
 * form. Values are read into variables first, since a method called on nothing would print itself.
 */
export class RequestTemplate {
  /** What is taken from a request. */
  public readonly sources: MappingSource[] = [];
  private readonly reads: string[] = [];
  private readonly variables = new Map<string, string>();

  /** Notes that the text will hold a value. */
  public take(source: MappingSource): MappingSource {
    this.sources.push(source);
    return source;
  }

  /** The template: what reads the values, then the text that has them. */
  public render(text: string): string {
    return this.reads.length === 0 ? text : `${this.reads.join('')}${BEFORE_TEXT}${text}`;
  }

  /** A JSON string, quotes included. */
  public json(source: MappingSource): string {
    return isKnown(source) ? jsonLiteral(source.text) : `"${escapedForJson(this.text(source))}"`;
  }

  /** A JSON string that holds JSON: a member of the body keeps its structure. */
  public nestedJson(source: MappingSource): string {
    return source.kind === 'body' && source.path !== undefined
      ? `"${escapedForJson(jsonOf(source.path))}"`
      : this.json(source);
  }

  /** A value of an `application/x-www-form-urlencoded` body. */
  public form(source: MappingSource): string {
    return isKnown(source) ? encodeURIComponent(source.text) : `$util.urlEncode(${this.text(source)})`;
  }

  /** An expression for the value as text; empty, never null, where the request has none. */
  public text(source: MappingSource): string {
    switch (source.kind) {
      case 'literal':
        return `'${source.text}'`;
      case 'body':
        return source.path === undefined
          ? '$input.body'
          : this.variable([`$input.path('$.${source.path}').toString()`]);
      case 'variable':
        return this.variable([`$${source.name}`]);
      case 'parameter':
        return this.variable(parameter(source.place, source.name));
    }
  }

  /** @param expressions of which the first that is not null counts */
  private variable(expressions: string[]): string {
    const known = this.variables.get(expressions[0]);
    if (known !== undefined) {
      return known;
    }
    const name = `$v${this.variables.size}`;
    this.variables.set(expressions[0], name);
    const [first, ...others] = [...expressions, "''"];
    this.reads.push(`#set(${name}=${first})`, ...others.map((other) => `#if(!${name})#set(${name}=${other})#end`));
    return name;
  }
}

/** A member of the body as JSON: with quotes where it is a text, `""` where there is none (rule R-110). */
export function jsonOf(path: string): string {
  return `$input.json('$.${path}')`;
}

/** A JSON string, quotes included, in which Velocity finds nothing to do. */
export function jsonLiteral(text: string): string {
  return Token.isUnresolved(text) ? `"${escapedForJson(`'${text}'`)}"` : inert(JSON.stringify(text));
}

/** `escapeJavaScript` writes `\'`, which is no JSON (rule R-113). */
export function escapedForJson(expression: string): string {
  return `$util.escapeJavaScript(${expression}).replaceAll("\\\\'","'")`;
}

/**
 * By its place: `$input.params('x')` would let a caller put a query parameter in front of a header. Header names are
 * looked up case-sensitively, and HTTP/2 sends lower case (rule R-99). Path parameters come encoded (rule R-16), where
 * `+` is no blank.
 */
function parameter(place: 'path' | 'querystring' | 'header', name: string): string[] {
  const read = (key: string) => `$input.params().get('${place}').get('${key}')`;
  if (place === 'path') {
    return [`$util.urlDecode(${read(name)}.replaceAll('[+]','%2B'))`];
  }
  return place === 'header' && name !== name.toLowerCase() ? [read(name), read(name.toLowerCase())] : [read(name)];
}

function isKnown(source: MappingSource): source is Extract<MappingSource, { kind: 'literal' }> {
  return source.kind === 'literal' && !Token.isUnresolved(source.text);
}
