import { xmlElement, xmlText } from '../../core/xml';

/** What lists and maps are called element by element; other lists are of the action's own entries. */
const ITEMS: Readonly<Record<string, string>> = {
  Attributes: 'Attribute',
  Failed: 'BatchResultErrorEntry',
  MessageAttributes: 'MessageAttribute',
  Messages: 'Message',
  QueueUrls: 'QueueUrl',
};
const MAPS = ['Attributes', 'MessageAttributes'];

/** The members of an output as XML elements. */
export function xmlMembers(action: string, output: object): string {
  return Object.entries(output)
    .map(([name, value]: [string, unknown]) => elements(action, name, value))
    .join('');
}

function elements(action: string, name: string, value: unknown): string {
  if (value === undefined) return '';
  const item = ITEMS[name] ?? `${action}ResultEntry`;
  if (Array.isArray(value)) return value.map((one) => elements(action, item, one)).join('');
  if (typeof value !== 'object' || value === null) return xmlElement(name, xmlText(String(value)));
  if (!MAPS.includes(name)) return xmlElement(name, xmlMembers(action, value));
  const entries = Object.entries(value).map(([key, one]: [string, unknown]) =>
    xmlElement(item, elements(action, 'Name', key) + elements(action, 'Value', one)),
  );
  return entries.join('');
}
