import { formatQueryString } from '../../core/query-string';
import { structured } from './structured-parameter';

/** These are written as JSON. */
const STRUCTURED = ['AttributeNames', 'MessageAttributeNames', 'MessageAttributes', 'MessageSystemAttributes'];

type Pair = readonly [name: string, value: string];

/** The form that SQS takes for an action. Throws where a structured parameter is no JSON. */
export function actionForm(action: string, parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    STRUCTURED.includes(name) ? members(name, structured(name, value)) : [[name, value] as const],
  );
  return formatQueryString([['Action', action], ...pairs]);
}

function members(name: string, value: unknown): Pair[] {
  if (Array.isArray(value)) return value.map((item, index) => [`${name}.${index + 1}`, String(item)] as const);
  return Object.entries(value as object).flatMap(([key, attribute]: [string, object], index): Pair[] => [
    [`${name}.${index + 1}.Name`, key],
    ...Object.entries(attribute).map(([part, text]: [string, unknown]): Pair => [
      `${name}.${index + 1}.Value.${part}`,
      String(text),
    ]),
  ]);
}
