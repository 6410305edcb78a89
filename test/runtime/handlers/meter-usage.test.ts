import { handler } from '../../../lib/runtime/handlers/meter-usage';
import { RunSummary } from '../../../lib/runtime/metering/run-summary';
import { TierMetrics } from '../../../lib/runtime/metering/tier-metrics';

const run = jest.fn<Promise<RunSummary>, [TierMetrics, () => boolean]>();
const meterOnAws = jest.fn((_settings: unknown) => ({ run }));
jest.mock('../../../lib/runtime/metering/meter-on-aws', () => ({
  meterOnAws: (settings: unknown) => meterOnAws(settings),
}));

const SETTINGS = { apiName: 'Partners', tableName: 'usage', eventBus: 'bus', tiers: [] };
const context = { getRemainingTimeInMillis: () => 900_000 };

let logged: string[];
let bare: string[];
beforeEach(() => {
  logged = [];
  bare = [];
  process.env.METERING = JSON.stringify(SETTINGS);
  jest.spyOn(console, 'log').mockImplementation((line) => void logged.push(line));
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => bare.push(String(line)) > 0);
  run.mockReset();
});
afterEach(() => {
  delete process.env.METERING;
  jest.restoreAllMocks();
});

it('tells the meter what the construct said, and reports in numbers', async () => {
  run.mockResolvedValue(Object.assign(new RunSummary(), { days: 3, figures: 7 }));
  await handler({}, context);
  expect(meterOnAws).toHaveBeenLastCalledWith(SETTINGS);
  expect(logged.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'INFO',
      message: 'usage read',
      days: 3,
      figures: 7,
      events: 0,
      unavailableDays: 0,
      unfinished: false,
      failures: 0,
      first: [],
    },
  ]);
});

it('fails where something failed, having said what', async () => {
  const failures = Array.from({ length: 12 }, () => Object.assign(new Error('no such plan'), { name: 'NotFound' }));
  run.mockResolvedValue(Object.assign(new RunSummary(), { failures }));
  await expect(handler({}, context)).rejects.toThrow('12 failures');
  const report = JSON.parse(logged[0]);
  expect(report).toMatchObject({ level: 'ERROR', failures: 12 });
  expect(report.first).toHaveLength(10);
  expect(report.first[0]).toEqual({ name: 'NotFound', message: 'no such plan' });
});

it('stops in time', async () => {
  run.mockResolvedValue(new RunSummary());
  let left = 900_000;
  await handler({}, { getRemainingTimeInMillis: () => left });
  const [, hasTime] = run.mock.calls[0];
  expect(hasTime()).toBe(true);
  left = 120_000;
  expect(hasTime()).toBe(false);
});

it('writes metrics as bare lines, also where the run fails', async () => {
  run.mockImplementation(async (metrics) => {
    metrics.add('free', 'requests', 2);
    metrics.add('free', 'requests', 3);
    metrics.add('free', 'keysOver80Percent', 1);
    throw new Error('broken line');
  });
  await expect(handler({}, context)).rejects.toThrow('broken line');
  expect(bare).toHaveLength(1);
  expect(bare[0]).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(bare[0])).toEqual({
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: 'CdkApigatewayPatterns/Metering',
          Dimensions: [['ApiName', 'Tier']],
          Metrics: [
            { Name: 'Requests', Unit: 'Count' },
            { Name: 'KeysOver80Percent', Unit: 'Count' },
          ],
        },
      ],
    },
    ApiName: 'Partners',
    Tier: 'free',
    Requests: 5,
    KeysOver80Percent: 1,
  });
});

it('says what is missing in its environment', async () => {
  delete process.env.METERING;
  await expect(handler({}, context)).rejects.toThrow('the environment variable METERING is missing');
});
