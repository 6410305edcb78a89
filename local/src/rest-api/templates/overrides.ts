import { HeaderLine } from '../../core/request';
import { javaText } from '../../templates/java/text';
import { ContextMap } from '../../templates/java/values';
import { TemplateError } from '../../templates/template-error';

export type OverriddenPart = 'header' | 'path' | 'querystring';

/** `$context.requestOverride` and `$context.responseOverride` while templates run. */
export interface Overrides {
  readonly requestOverride: ReadonlyMap<unknown, unknown>;
  readonly responseOverride: ReadonlyMap<unknown, unknown>;
}

export function noOverrides(): Overrides {
  return {
    requestOverride: new SetOnceMap([
      ['header', new SetOnceMap()],
      ['path', new SetOnceMap()],
      ['querystring', new SetOnceMap()],
    ]),
    responseOverride: new SetOnceMap([['header', new SetOnceMap()]]),
  };
}

/** A target may be set once only. */
class SetOnceMap extends ContextMap {
  public override set(name: unknown, value: unknown): this {
    if (this.has(name)) throw new TemplateError(`the override of ${String(name)} is set twice`);
    return super.set(name, value);
  }
}

/** What templates put in place of names and values: each member of a list is a line of its own. */
export function overrideLines(override: ReadonlyMap<unknown, unknown>, part: OverriddenPart): HeaderLine[] {
  const values = override.get(part);
  if (!(values instanceof Map)) return [];
  return [...(values as ReadonlyMap<unknown, unknown>)].flatMap(([name, value]) =>
    [value].flat().map((single): HeaderLine => [String(name), javaText(single)]),
  );
}
