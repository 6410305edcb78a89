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

/** What templates have put into a part of the request or response. */
export function overriddenIn(override: ReadonlyMap<unknown, unknown>, part: OverriddenPart): [string, unknown][] {
  const values = override.get(part);
  return values instanceof Map ? [...values].map(([name, value]) => [String(name), value]) : [];
}

/** A target may be set once only. */
class SetOnceMap extends ContextMap {
  public override set(name: unknown, value: unknown): this {
    if (this.has(name)) throw new TemplateError(`the override of ${String(name)} is set twice`);
    return super.set(name, value);
  }
}
