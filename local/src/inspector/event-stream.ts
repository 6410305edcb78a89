import { IncomingMessage, ServerResponse } from 'node:http';
import { FeedEntry, RequestFeed } from './request-feed';

/** What may wait for a page that does not read. It comes back by itself, and gets what it missed. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
const COME_BACK_AFTER_MS = 1_000;

/** Sends the feed as Server-Sent Events for as long as the reader stays. */
export function streamFeed(request: IncomingMessage, response: ServerResponse, feed: RequestFeed): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`retry: ${COME_BACK_AFTER_MS}\n\n`);
  const send = (entry: FeedEntry): void => {
    response.write(eventOf(entry));
    if (response.writableLength > MOST_WAITING_BYTES) response.destroy();
  };
  const lastSeen = request.headers['last-event-id'];
  for (const entry of feed.since(typeof lastSeen === 'string' ? lastSeen : undefined)) response.write(eventOf(entry));
  response.once('close', feed.follow(send));
}

/** JSON has no line breaks, so a record is a single line of data. */
function eventOf({ id, record }: FeedEntry): string {
  return `id: ${id}\ndata: ${JSON.stringify(record)}\n\n`;
}
