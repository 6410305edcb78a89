import { BroadcastFigures, simulateBroadcast, simulateStorm } from '../test/runtime/realtime/model/simulation';
import { CONCURRENCY, DELIVERY_BATCH } from '../test/runtime/realtime/model/shipped';
import { allAtOnce, oneByOne, simulateTutorial, TutorialFigures } from '../test/runtime/realtime/model/tutorial';

const percent = (reached: number, connections: number): string => `${((100 * reached) / connections).toFixed(0)} %`;

function row(figures: BroadcastFigures): string {
  const { connections, reached, seconds, duplicates, jobs, peakReads, throttledPosts, workerSeconds } = figures;
  const cells = [connections, percent(reached, connections), seconds.toFixed(2), duplicates, jobs, peakReads];
  return `| ${[...cells, throttledPosts, workerSeconds.toFixed(0)].join(' | ')} |`;
}

function against(ours: BroadcastFigures, slow: TutorialFigures, lossy: TutorialFigures): string {
  const { connections, seconds, reached } = ours;
  const cells = [
    connections,
    percent(reached, connections),
    `${(slow.seconds / seconds).toFixed(0)} times`,
    percent(slow.reached, connections),
    `${(lossy.seconds / seconds).toFixed(2)} times`,
    percent(lossy.reached, connections),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The dispatcher and deliverer that are shipped, on a model of the services in virtual time: the same on any machine. */
export async function broadcastSection(): Promise<string> {
  const sizes = [1_000, 10_000, 100_000, 1_000_000];
  const ours: BroadcastFigures[] = [];
  const compared: string[] = [];
  for (const size of sizes) {
    const figures = await simulateBroadcast(size);
    ours.push(figures);
    if (size <= 100_000) {
      compared.push(against(figures, await simulateTutorial(size, oneByOne), await simulateTutorial(size, allAtOnce)));
    }
  }
  const storm = await simulateStorm(10_000, 5);
  return `## Broadcast of RealtimeWebSocketApi, simulated

The shipped code on a model of DynamoDB, SQS, Lambda and @connections in virtual time: a post takes 20 ms, the account
has 10,000 requests a second and 5,000 at once, at most ${CONCURRENCY} delivery workers run, with ${DELIVERY_BATCH} jobs each. A partition
gives 3,000 reads a second.

| connections | reached | seconds | duplicates | jobs | most reads of a partition in a second | posts throttled | seconds of Lambda |
| --- | --- | --- | --- | --- | --- | --- | --- |
${ours.map(row).join('\n')}

10,000 connects a second, each with a user and all joining one channel, for 5 seconds: ${storm.throttled} of
${storm.connections} throttled; at most ${storm.peakWrites} writes of a partition in a second, of 1,000 it takes.

### Against the handler that tutorials teach: scan the table, post to all

One after the other, until Lambda ends it after 15 minutes; or all at once by Promise.all, where a post that is
throttled is lost. Time is that of the last delivery, as a multiple of ours.

| connections | ours reaches | one by one takes | and reaches | all at once takes | and reaches |
| --- | --- | --- | --- | --- | --- |
${compared.join('\n')}
`;
}
