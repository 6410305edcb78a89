/**
 * JSON that Amazon SQS takes. It refuses messages with U+FFFE or U+FFFF in them, which may stand in JSON; the other
 * characters it refuses are escaped by JSON.stringify.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
