import { simulateBroadcast, simulateStorm } from '../model/simulation';
import { allAtOnce, oneByOne, simulateTutorial } from '../model/tutorial';

it.each([
  [1_000, 1],
  [10_000, 3],
])(
  'tells %d connections within %d seconds, each once, and no partition has much to do',
  async (connections, seconds) => {
    const figures = await simulateBroadcast(connections);
    expect(figures).toMatchObject({ reached: connections, duplicates: 0, deadLetters: 0 });
    expect(figures.seconds).toBeLessThan(seconds);
    expect(figures.peakReads).toBeLessThan(300);
  },
);

it('10,000 connects and joins of one channel a second stay within what partitions take', async () => {
  const { throttled, peakWrites } = await simulateStorm(10_000, 1);
  expect(throttled).toBe(0);
  expect(peakWrites).toBeLessThan(800);
});

it('the handler that tutorials teach is slower, or loses what is throttled', async () => {
  const ours = await simulateBroadcast(10_000);
  const slow = await simulateTutorial(10_000, oneByOne);
  const lossy = await simulateTutorial(10_000, allAtOnce);
  expect(slow.reached).toBe(10_000);
  expect(slow.seconds / ours.seconds).toBeGreaterThan(50);
  expect(lossy.reached).toBeLessThan(6_000);
});
