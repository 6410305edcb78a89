import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { broadcastSection } from './broadcast';
import { localGatewaySection } from './local-gateway/section';
import { median } from './median';
import { Build, synthesize, Template, withL2, withMeteredRestApi, withRestL2, withSecureHttpApi } from './template';

interface Comparison {
  readonly title: string;
  readonly note: string;
  readonly ours: Build;
  readonly l2: Build;
  readonly routes: number[];
  readonly pairs: number;
}

const COMPARISONS: Comparison[] = [
  {
    title: 'SecureHttpApi against the L2 HttpApi, one function, JWT, CORS',
    note: 'Ours has an access log and two alarms on top.',
    ours: withSecureHttpApi,
    l2: withL2,
    routes: [10, 100, 300],
    pairs: 9,
  },
  {
    title: 'MeteredRestApi against the L2 RestApi, one function, IAM, CORS, an API key',
    note: 'Ours has a firewall, metering, logs, alarms and readable errors on top.',
    ours: withMeteredRestApi,
    l2: withRestL2,
    routes: [10, 100, 1000],
    pairs: 3,
  },
];

/** Ours and the L2's in turn, so that a machine that slows down slows both. */
function compare({ ours, l2, pairs }: Comparison, routes: number): { ours: Template; l2: Template; timeRatio: number } {
  const runs = Array.from({ length: pairs }, () => ({ l2: synthesize(l2, routes), ours: synthesize(ours, routes) }));
  const [first] = runs;
  if (!first) throw new Error('no runs');
  return { ...first, timeRatio: median(runs.map((run) => run.ours.milliseconds / run.l2.milliseconds)) };
}

function row(comparison: Comparison, routes: number): string {
  const { ours, l2, timeRatio } = compare(comparison, routes);
  const ratios = [ours.resources / l2.resources, ours.bytes / l2.bytes, timeRatio].map((ratio) => ratio.toFixed(2));
  return `| ${routes} | ${ours.resources} : ${l2.resources} | ${ratios[0]} | ${ratios[1]} (${ours.bytes} : ${l2.bytes}) | ${ratios[2]} |`;
}

function section(comparison: Comparison): string {
  synthesize(comparison.l2, 10);
  synthesize(comparison.ours, 10);
  return `## ${comparison.title}

${comparison.note}
A ratio under 1 is in our favour; CloudFormation takes 500 resources and 1 MB a stack. Time is the median of
${comparison.pairs} pairs run in turn.

| routes | resources, ours : L2 | ratio | template bytes | synthesis time |
| ------ | -------------------- | ----- | -------------- | -------------- |
${comparison.routes.map((routes) => row(comparison, routes)).join('\n')}
`;
}

async function results(tools: string): Promise<string> {
  return `# Results

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}.

${COMPARISONS.map(section).join('\n')}
${await broadcastSection()}
${await localGatewaySection(tools)}`;
}

const { BENCH_TOOLS } = process.env;
if (!BENCH_TOOLS) throw new Error('npm run bench installs what this compares with');

void results(BENCH_TOOLS).then((text) => {
  writeFileSync(join(__dirname, 'results.md'), text);
  console.log(text);
});
