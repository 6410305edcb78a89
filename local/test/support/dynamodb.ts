import { randomBytes } from 'node:crypto';
import { createServer, request } from 'node:http';
import { closeServer, listenOnLoopback } from '../../src/core/loopback-server';
import { startEmbeddedDynamoDb } from '../../src/dynamodb/embedded-dynamodb';

export interface TestDynamoDb {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

/** Of DynamoDB Local, where the tests are to run on that. */
const GIVEN = process.env.DYNAMODB_ENDPOINT;

/** An empty DynamoDB of one's own, that checks conditions as the real one does. */
export function startDynamoDb(): Promise<TestDynamoDb> {
  return GIVEN === undefined ? startEmbeddedDynamoDb({ tables: [] }) : startShare(GIVEN);
}

/** For a gateway: undefined where it is to use the embedded one. */
export async function givenDynamoDb(): Promise<string | undefined> {
  return GIVEN === undefined ? undefined : (await startShare(GIVEN)).endpoint;
}

/** DynamoDB Local keeps the tables of each access key apart: whoever comes by this endpoint has another one. */
async function startShare(endpoint: string): Promise<TestDynamoDb> {
  const accessKey = randomBytes(8).toString('hex');
  const server = createServer((incoming, outgoing) => {
    const authorization = incoming.headers.authorization?.replace(/Credential=[^/]+/, `Credential=${accessKey}`);
    const headers = { ...incoming.headers, ...(authorization !== undefined && { authorization }) };
    const forwarded = request(endpoint, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.once('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  // gateways do not close what was given to them
  server.unref();
  return { endpoint: await listenOnLoopback(server), close: () => closeServer(server) };
}
