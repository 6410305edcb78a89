import { parseQueryString } from '../../core/query-string';
import { headerValue } from '../../core/request';
import { ServiceRequest } from './protocol';

/** A member's value, or members below it: those of `Entry.1.Id=a` are in a list of `Entry`. */
type Tree = Map<string, Tree | string>;

/** Lists and maps by what their items are called; names in the plural are taken, too (recorded). */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  ChangeMessageVisibilityBatchRequestEntry: 'Entries',
  DeleteMessageBatchRequestEntry: 'Entries',
  SendMessageBatchRequestEntry: 'Entries',
};
const MAPS: Readonly<Record<string, string>> = {
  MessageAttribute: 'MessageAttributes',
  MessageSystemAttribute: 'MessageSystemAttributes',
};
const INTEGERS = ['DelaySeconds', 'MaxNumberOfMessages', 'MaxResults', 'VisibilityTimeout', 'WaitTimeSeconds'];

/** Members of the query string and of a form, as JSON would have them. */
export function queryMembers({ rawQueryString, rawPath, headers, body }: ServiceRequest): Record<string, unknown> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headerValue(headers, 'content-type') ?? '');
  const form = isForm ? parseQueryString(body.toString('utf8')) : [];
  const tree: Tree = new Map();
  for (const [name, value] of [...parseQueryString(rawQueryString), ...form]) put(tree, name.split('.'), value);
  // the queue's own address stands for its URL
  const isOfQueue = /^\/[^/]+\/[^/]+\/?$/.test(rawPath);
  return { ...(isOfQueue && { QueueUrl: rawPath }), ...membersOf(tree) };
}

function put(tree: Tree, [name = '', ...below]: string[], value: string): void {
  if (below.length === 0) {
    tree.set(name, value);
    return;
  }
  const child = tree.get(name);
  const branch: Tree = child instanceof Map ? child : new Map();
  tree.set(name, branch);
  put(branch, below, value);
}

function membersOf(tree: Tree): Record<string, unknown> {
  return Object.fromEntries([...tree].map(([name, value]) => memberOf(name, value)));
}

function memberOf(name: string, value: Tree | string): [name: string, value: unknown] {
  const list = pluralIn(LISTS, name);
  if (list !== undefined) return [list, itemsOf(value)];
  const map = pluralIn(MAPS, name);
  if (map !== undefined && value instanceof Map) return [map, mapOf(value)];
  if (value instanceof Map) return [name, membersOf(value)];
  return [name, INTEGERS.includes(name) && /^-?\d+$/.test(value) ? Number(value) : value];
}

function pluralIn(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return names[name] ?? Object.values(names).find((plural) => plural === name);
}

/** A list of one may go without a number. */
function itemsOf(value: Tree | string): unknown[] {
  if (typeof value === 'string') return [value];
  return inOrder(value).map((item) => (item instanceof Map ? membersOf(item) : item));
}

/** `Attribute.1.Name` and `Attribute.1.Value…` are an entry. */
function mapOf(tree: Tree): Record<string, unknown> {
  const entries = inOrder(tree).filter((item) => item instanceof Map);
  return Object.fromEntries(
    entries.map((entry) => {
      const value = entry.get('Value');
      return [String(entry.get('Name') ?? ''), value instanceof Map ? membersOf(value) : value];
    }),
  );
}

function inOrder(tree: Tree): (Tree | string)[] {
  return [...tree].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
}
