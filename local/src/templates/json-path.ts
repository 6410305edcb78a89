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

/** What a path leads to in values of Java, undefined when there is nothing. */
export function followJsonPath(document: unknown, path: string): unknown {
  const steps = parseJsonPath(path);
  if (!steps) throw new TemplateError(`the JSON path ${path} is not emulated`);
  return steps.reduce(member, document);
}

function member(value: unknown, step: string | number): unknown {
  if (value instanceof Map) return value.get(String(step));
  return Array.isArray(value) && typeof step === 'number' ? (value as unknown[])[step] : undefined;
}
