import { LONGEST_CHANNEL } from '../contract/realtime/channel-rules';
import { ChannelRequest } from '../contract/realtime/frames';

/** Characters of a `ref`. */
const LONGEST_REF = 128;

/** Control characters, and halves of characters, which no key of a table holds. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** What is wrong with a message, for people, and the `ref` to answer it with if that at least is right. */
export interface BadRequest {
  readonly problem: string;
  readonly ref?: string;
}

/** The message of a client, or what is wrong with it. */
export function readRequest(body: string | null | undefined): ChannelRequest | BadRequest {
  const { action, channel, ref } = parsed(body);
  if (ref !== undefined && (typeof ref !== 'string' || ref.length > LONGEST_REF)) {
    return { problem: `"ref" is to be a text of at most ${LONGEST_REF} characters; shorten it or leave it out` };
  }
  const problem = channelProblem(channel);
  return problem === undefined
    ? { action: String(action), channel: channel as string, ref }
    : { problem, ...(ref !== undefined && { ref }) };
}

function channelProblem(channel: unknown): string | undefined {
  if (typeof channel !== 'string' || channel === '') {
    return '"channel" is to be the name of a channel; send {"action": "...", "channel": "..."}';
  }
  if (Buffer.byteLength(channel) > LONGEST_CHANNEL) {
    return `"channel" is longer than ${LONGEST_CHANNEL} bytes; use a shorter name`;
  }
  return UNFIT.test(channel) ? '"channel" holds control characters or half a character; leave them out' : undefined;
}

function parsed(body: string | null | undefined): Partial<Record<keyof ChannelRequest, unknown>> {
  try {
    const value: unknown = JSON.parse(body ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
