import { ActionInput } from '../action-input';
import { MessageAttributes, ReceivedMessage } from '../message';
import { attributesDigest, bodyDigest } from '../message-digest';
import { invalidParameterValue } from '../sqs-error';
import { systemAttributes } from '../system-attributes';
import { waitForMessages } from '../wait-for-messages';
import { Action, queueOf } from './action';
import { visibilityTimeout } from './change-message-visibility';

export const receiveMessage: Action = async (input, context) => {
  const { clock, signal } = context;
  const queue = queueOf(input, context);
  const max = inRange(input, 'MaxNumberOfMessages', 1, 10, 'Must be between 1 and 10, if provided.') ?? 1;
  const waitSeconds =
    inRange(input, 'WaitTimeSeconds', 0, 20, 'Must be >= 0 and <= 20, if provided.') ??
    queue.model.settings.waitSeconds;
  const visibilityTimeoutSeconds = visibilityTimeout(input);
  const until = clock.now() + waitSeconds * 1_000;
  const received = await waitForMessages(queue, { max, visibilityTimeoutSeconds, until, signal, clock });
  const systemNames = [...input.texts('AttributeNames'), ...input.texts('MessageSystemAttributeNames')];
  const names = input.texts('MessageAttributeNames');
  // an empty list is left out, as the service does
  return received.length === 0 ? {} : { Messages: received.map((message) => shown(message, systemNames, names)) };
};

function shown(message: ReceivedMessage, systemNames: readonly string[], names: readonly string[]): object {
  const system = systemAttributes(message);
  const isAsked = (name: string): boolean => systemNames.includes('All') || systemNames.includes(name);
  const Attributes = Object.fromEntries(Object.entries(system).filter(([name]) => isAsked(name)));
  const MessageAttributes = selected(message.attributes, names);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: bodyDigest(message.body),
    Body: message.body,
    ...(Object.keys(Attributes).length > 0 && { Attributes }),
    ...(Object.keys(MessageAttributes).length > 0 && {
      MessageAttributes,
      MD5OfMessageAttributes: attributesDigest(MessageAttributes),
    }),
  };
}

/** `All`, `.*`, a name, or `prefix.*`. */
function selected(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const isAsked = (name: string): boolean =>
    names.some(
      (asked) => asked === 'All' || asked === name || (asked.endsWith('.*') && name.startsWith(asked.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isAsked(name)));
}

function inRange(input: ActionInput, name: string, least: number, most: number, reason: string): number | undefined {
  const value = input.integer(name);
  if (value !== undefined && (value < least || value > most)) {
    throw invalidParameterValue(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
  }
  return value;
}
