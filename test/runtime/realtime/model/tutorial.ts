import { ModelEndpoint } from './model-endpoint';
import { VirtualTime } from './virtual-time';

/** Of a Lambda function. */
const LONGEST_SECONDS = 900;
/** Items of a Scan's page of 1 MB, and how long it takes. */
const SCANNED = 7_000;
const SCAN_MILLISECONDS = 50;

export interface TutorialFigures {
  readonly reached: number;
  readonly seconds: number;
}

type Tell = (endpoint: ModelEndpoint, ids: readonly string[], hasTime: () => boolean) => Promise<unknown>;

/** Posts one after the other. */
export const oneByOne: Tell = async (endpoint, ids, hasTime) => {
  for (let index = 0; index < ids.length && hasTime(); index += 1) {
    await endpoint.post(ids[index], '{"id":"b"}');
  }
};

/** Posts all at once: a post that is throttled is lost. */
export const allAtOnce: Tell = (endpoint, ids) => Promise.all(ids.map((id) => endpoint.post(id, '{"id":"b"}')));

/** The handler that tutorials teach: scans the table, then tells everyone it has found. */
export async function simulateTutorial(connections: number, tell: Tell): Promise<TutorialFigures> {
  const time = new VirtualTime();
  const endpoint = new ModelEndpoint(time);
  const ids = Array.from({ length: connections }, (_, index) => `connection-${index}=`);
  ids.forEach((id) => endpoint.open(id));
  const handle = async (): Promise<void> => {
    await time.sleep(Math.ceil(connections / SCANNED) * SCAN_MILLISECONDS);
    await tell(endpoint, ids, () => time.seconds < LONGEST_SECONDS);
  };
  void handle();
  await time.run();
  return { reached: endpoint.received.get('b')?.size ?? 0, seconds: endpoint.lastDelivery };
}
