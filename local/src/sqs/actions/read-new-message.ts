import { ActionInput } from '../action-input';
import { MessageAttribute, MessageAttributes, NewMessage } from '../message';
import { messageBytes } from '../message-digest';
import { QueueSettings } from '../queue-model';
import { invalidMessageContents, invalidParameterValue, unsupportedOperation } from '../sqs-error';
import { groupAndDuplicates } from './fifo-parameters';

const MOST_ATTRIBUTES = 10;

/** Characters that XML can't hold. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Reads and checks what SendMessage and an entry of SendMessageBatch have in common. */
export function readNewMessage(input: ActionInput, settings: QueueSettings): NewMessage {
  const { maximumMessageBytes } = settings;
  const body = input.requiredText('MessageBody');
  if (FORBIDDEN.test(body)) throw invalidMessageContents();
  const attributes = readAttributes(input);
  if (messageBytes(body, attributes) > maximumMessageBytes) {
    throw invalidParameterValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${maximumMessageBytes} bytes.`,
    );
  }
  const groupAndId = groupAndDuplicates(input, body, settings);
  const [, traceHeader] =
    input.inputsByName('MessageSystemAttributes').find(([name]) => name === 'AWSTraceHeader') ?? [];
  return {
    body,
    attributes,
    traceHeader: traceHeader?.text('StringValue'),
    ...groupAndId,
    delaySeconds: readDelay(input, settings),
  };
}

/** For the size of a batch, which is checked before any of its messages. */
export function bytesOf(input: ActionInput): number {
  return messageBytes(input.text('MessageBody') ?? '', Object.fromEntries(attributeEntries(input)));
}

function readDelay(input: ActionInput, { fifo }: QueueSettings): number | undefined {
  const delay = input.integer('DelaySeconds');
  if (fifo && delay) {
    throw invalidParameterValue(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.`,
    );
  }
  // all messages of a FIFO queue have its own
  if (fifo) return undefined;
  if (delay !== undefined && (delay < 0 || delay > 900)) {
    throw invalidParameterValue(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  return delay;
}

function readAttributes(input: ActionInput): MessageAttributes {
  const entries = attributeEntries(input);
  if (entries.length > MOST_ATTRIBUTES) {
    throw invalidParameterValue(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${MOST_ATTRIBUTES}].`,
    );
  }
  for (const [name, attribute] of entries) checkAttribute(name, attribute);
  return Object.fromEntries(entries);
}

function attributeEntries(input: ActionInput): [string, MessageAttribute][] {
  return input.inputsByName('MessageAttributes').map(([name, value]) => {
    const lists = [...value.texts('StringListValues'), ...value.texts('BinaryListValues')];
    if (lists.length > 0) {
      throw unsupportedOperation('Message attribute list values in SendMessage operation are not supported.');
    }
    const [StringValue, BinaryValue] = [value.text('StringValue'), value.text('BinaryValue')];
    const DataType = value.text('DataType') ?? '';
    return [name, { DataType, ...(StringValue !== undefined && { StringValue }), ...(BinaryValue && { BinaryValue }) }];
  });
}

function checkAttribute(name: string, { DataType, StringValue, BinaryValue }: MessageAttribute): void {
  if (!/^(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/.test(name) || /^(aws|amazon)\./i.test(name)) {
    throw invalidParameterValue(`The message attribute name '${name}' is invalid.`);
  }
  const [kind = ''] = DataType.split('.');
  if (!['String', 'Number', 'Binary'].includes(kind)) {
    throw invalidParameterValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  if (!(kind === 'Binary' ? BinaryValue : StringValue)) {
    throw invalidParameterValue(
      `The message attribute '${name}' must contain a non-empty message attribute value for message attribute type '${kind}'.`,
    );
  }
  if (kind === 'Number' && !Number.isFinite(Number(StringValue))) {
    throw invalidParameterValue(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
}
