import { decodeMeteringSettings, METERING } from '../contract/metering-settings';
import { runReport } from '../metering/run-report';
import { TierMetrics } from '../metering/tier-metrics';
import { meterOnAws } from '../metering/meter-on-aws';

/** A day that takes longer than this is cut off, and read again by the next run. */
const RESERVE_MILLISECONDS = 120_000;

interface Context {
  readonly getRemainingTimeInMillis: () => number;
}

/** Records what the keys of a REST API have used. Does the same however often it is called. */
export const handler = async (_event: unknown, context: Context): Promise<void> => {
  const settings = decodeMeteringSettings(process.env[METERING]);
  const metrics = new TierMetrics(settings.apiName, Date.now);
  try {
    const hasTime = (): boolean => context.getRemainingTimeInMillis() > RESERVE_MILLISECONDS;
    const summary = await meterOnAws(settings).run(metrics, hasTime);
    console.log(runReport(summary));
    if (summary.failures.length > 0) {
      throw new Error(`${summary.failures.length} failures, see the report above`);
    }
  } finally {
    // bare lines: CloudWatch takes metrics only from lines that are nothing but JSON
    metrics.lines().forEach((line) => process.stdout.write(`${line}\n`));
  }
};
