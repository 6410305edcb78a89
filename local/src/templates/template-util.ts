import { ESCAPES } from './java/json-text';
import { parseJson } from './java/parse-json';
import { javaText } from './java/text';
import { TemplateObject } from './java/values';
import { TemplateError } from './template-error';

/** JavaScript's quotes are of two kinds (R-113). */
const JAVASCRIPT_ESCAPES: Readonly<Record<string, string>> = { ...ESCAPES, "'": "\\'" };

const FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  base64Decode: (text) => Buffer.from(text, 'base64').toString('utf8'),
  base64Encode: (text) => Buffer.from(text).toString('base64'),
  escapeJavaScript: (text) =>
    text.replace(
      /[\b\f\n\r\t"'/\\]|[^\x20-\x7f]/g,
      (character) =>
        JAVASCRIPT_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    ),
  parseJson,
  urlDecode: (text) => decodeURIComponent(text.replaceAll('+', ' ')),
  urlEncode: (text) =>
    encodeURIComponent(text)
      .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+'),
};

/** `$util` (R-113). */
export class TemplateUtil extends TemplateObject {
  public static readonly METHODS = Object.keys(FUNCTIONS);

  public property(): undefined {
    return undefined;
  }

  public callMethod(name: string, [argument]: readonly unknown[]): unknown {
    const apply = FUNCTIONS[name];
    if (!apply) throw new TemplateError(`$util.${name}() is not emulated`);
    try {
      return apply(javaText(argument));
    } catch (error) {
      throw new TemplateError(`$util.${name}(): ${(error as Error).message}`);
    }
  }
}
