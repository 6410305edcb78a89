/** Members that JSON has even where they have no value (reported for SendMessage, ReceiveMessage and ListQueues). */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  ListQueues: ['NextToken', 'queueUrls'],
  ReceiveMessage: ['messages'],
  SendMessage: [
    'MD5OfMessageAttributes',
    'MD5OfMessageBody',
    'MD5OfMessageSystemAttributes',
    'MessageId',
    'SequenceNumber',
  ],
};
const MESSAGE_MEMBERS = [
  'Attributes',
  'Body',
  'MD5OfBody',
  'MD5OfMessageAttributes',
  'MessageAttributes',
  'MessageId',
  'ReceiptHandle',
];
/** These two begin with a small letter here. */
const NAMES: Readonly<Record<string, string>> = { Messages: 'messages', QueueUrls: 'queueUrls' };

const MAPS = ['Attributes', 'MessageAttributes'];

/** What the query protocol answers to those who accept JSON: not the JSON of the JSON protocol. */
export function queryJson(action: string, output: object, requestId: string): object {
  const result = complete(output, MEMBERS[action] ?? []);
  const hasResult = Object.keys(result).length > 0;
  return {
    [`${action}Response`]: inOrder({
      ...(hasResult && { [`${action}Result`]: result }),
      ResponseMetadata: { RequestId: requestId },
    }),
  };
}

function complete(members: object, names: readonly string[]): object {
  const absent = Object.fromEntries(names.map((name) => [name, null]));
  const present = Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]: [string, unknown]) => [NAMES[name] ?? name, memberOf(name, value)]);
  return inOrder({ ...absent, ...Object.fromEntries(present) });
}

/** Maps are lists of names and values (assumed). */
function memberOf(name: string, value: unknown): unknown {
  if (name === 'Messages') return (value as object[]).map((message) => complete(message, MESSAGE_MEMBERS));
  if (!MAPS.includes(name)) return value;
  return Object.entries(value as object).map(([Name, Value]: [string, unknown]) => ({ Name, Value }));
}

function inOrder(members: object): object {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}
