import { TemplateError } from './template-error';

const STEP = /^(?:\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\])/;

/** The members of a path such as `$.items[0]['a b']`, undefined for one of another form. */
export function parseJsonPath(path: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  let rest = path.trim().replace(/^\$/, '');
  if (rest !== '' && !/^[.[]/.test(rest)) rest = `.${rest}`;
  while (rest !== '') {
    const [matched, name, index, single, double] = STEP.exec(rest) ?? [];
    if (matched === undefined) return undefined;
    steps.push(index === undefined ? (name ?? single ?? double ?? '') : Number(index));
    rest = rest.slice(matched.length);
  }
  return steps;
}

/** What a path leads to, undefined when there is nothing. */
export function followJsonPath(document: unknown, path: string): unknown {
  const steps = parseJsonPath(path);
  if (!steps) throw new TemplateError(`the JSON path ${path} is not emulated`);
  let value = document;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
