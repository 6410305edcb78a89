import { HeaderLine } from '../../core/request';
import { javaText } from '../../templates/java-text';
import { TemplateError } from '../../templates/template-error';

type Values = Record<string, unknown>;

/** `$context.requestOverride` and `$context.responseOverride` while templates run. */
export interface Overrides {
  readonly requestOverride: { readonly header: Values; readonly path: Values; readonly querystring: Values };
  readonly responseOverride: { readonly header: Values; readonly status?: unknown };
}

export function noOverrides(): Overrides {
  return {
    requestOverride: { header: setOnce(), path: setOnce(), querystring: setOnce() },
    responseOverride: setOnce({ header: setOnce() }),
  };
}

/** A target may be set once only. */
function setOnce<T extends object>(target: T = {} as T): T {
  return new Proxy(target, {
    set: (values, name, value) => {
      if (Object.hasOwn(values, name)) throw new TemplateError(`the override of ${String(name)} is set twice`);
      return Reflect.set(values, name, value);
    },
  });
}

/** What templates put in place of names and values: each member of a list is a line of its own. */
export function overrideLines(values: Values): HeaderLine[] {
  return Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((single): HeaderLine => [name, javaText(single)]),
  );
}
