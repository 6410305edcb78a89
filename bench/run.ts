import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { synthesize, Template, withL2, withSecureHttpApi } from './template';

const ROUTES = [10, 100, 300];
const PAIRS = 9;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Ours and the L2's in turn, so that a machine that slows down slows both. */
function pairs(routes: number): { ours: Template; l2: Template; timeRatio: number } {
  const runs = Array.from({ length: PAIRS }, () => ({
    l2: synthesize(withL2, routes),
    ours: synthesize(withSecureHttpApi, routes),
  }));
  const [first] = runs;
  if (!first) throw new Error('no runs');
  return { ...first, timeRatio: median(runs.map(({ ours, l2 }) => ours.milliseconds / l2.milliseconds)) };
}

synthesize(withL2, 10);
synthesize(withSecureHttpApi, 10);
const rows = ROUTES.map((routes) => {
  const { ours, l2, timeRatio } = pairs(routes);
  const [resources, bytes] = [ours.resources / l2.resources, ours.bytes / l2.bytes];
  return `| ${routes} | ${ours.resources} : ${l2.resources} | ${resources.toFixed(2)} | ${bytes.toFixed(2)} | ${timeRatio.toFixed(2)} |`;
});

const text = `# Results

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}.

## SecureHttpApi against the L2 HttpApi, one function, JWT, CORS

Ours has an access log and two alarms on top. A ratio under 1 is in our favour; CloudFormation takes 500 resources a
stack. Time is the median of ${PAIRS} pairs run in turn.

| routes | resources, ours : L2 | ratio | template bytes | synthesis time |
| ------ | -------------------- | ----- | -------------- | -------------- |
${rows.join('\n')}
`;
writeFileSync(join(__dirname, 'results.md'), text);
console.log(text);
