import { jsonText } from './java/json-text';
import { parseJson } from './java/parse-json';
import { javaText } from './java/text';
import { TemplateObject, toJava } from './java/values';
import { followJsonPath } from './json-path';
import { TemplateError } from './template-error';

/** A request's parameters by where they are, each with its last value. */
export interface RequestParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  /** Spelt as they came: look-ups are case-sensitive. */
  readonly header: Readonly<Record<string, string>>;
}

/** `$input`: a body and the request's parameters. */
export class TemplateInput extends TemplateObject {
  public static readonly METHODS = ['json', 'params', 'path'];

  public constructor(
    private readonly body: string,
    private readonly parameters: RequestParameters,
  ) {
    super();
  }

  public property(name: string): unknown {
    //
    return name === 'body' ? this.body || '{}' : undefined;
  }

  public callMethod(name: string, [argument]: readonly unknown[]): unknown {
    switch (name) {
      case 'params':
        return argument === undefined ? toJava(this.parameters) : this.parameter(javaText(argument));
      case 'path':
        return followJsonPath(this.document(), javaText(argument));
      case 'json':
        //
        return jsonText(followJsonPath(this.document(), javaText(argument)) ?? '', '/', javaText);
      default:
        throw new TemplateError(`$input.${name}() is not emulated`);
    }
  }

  /** path, then query string, then header; a missing one is an empty text. */
  private parameter(name: string): string {
    const { path, querystring, header } = this.parameters;
    const place = [path, querystring, header].find((values) => Object.hasOwn(values, name));
    return place?.[name] ?? '';
  }

  /** There is nothing in a text that does not even begin like JSON. */
  private document(): unknown {
    try {
      return parseJson(this.body || '{}');
    } catch {
      if (/^\s*[{["']/.test(this.body)) throw new TemplateError('the body is no JSON');
      return undefined;
    }
  }
}
