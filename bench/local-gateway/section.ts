import { median } from '../median';
import { serveWithApigwLocal, synthesizeItems } from './apigw-local';
import { load } from './load';
import { ServedApi } from './served-api';
import { serveWithServerlessOffline } from './serverless-offline';

const PAIRS = 5;
const WARM_UP_SECONDS = 1;
const SECONDS = 3;
const CONNECTIONS = [1, 32];

interface Figures {
  readonly startMs: number;
  /** Requests a second, by the name of what is loaded. */
  readonly rates: Map<string, number>;
}

async function measure(tools: string, api: ServedApi): Promise<Figures> {
  const rates = new Map<string, number>();
  for (const [kind, url] of [
    ['HTTP API', api.httpApi],
    ['REST API', api.restApi],
  ] as const) {
    await load(tools, { url, connections: 8, seconds: WARM_UP_SECONDS });
    for (const connections of CONNECTIONS) {
      const rate = await load(tools, { url, connections, seconds: SECONDS });
      rates.set(`${kind}, ${connections} at once`, rate);
    }
  }
  return { startMs: api.startMs, rates };
}

async function measured(tools: string, starting: Promise<ServedApi>): Promise<Figures> {
  const api = await starting;
  return measure(tools, api).finally(() => api.stop());
}

interface Row {
  readonly name: string;
  readonly ours: number[];
  readonly theirs: number[];
}

function markdown({ name, ours, theirs }: Row): string {
  const ratio = median(ours.map((value, index) => value / (theirs[index] ?? 0)));
  return `| ${name} | ${median(ours).toFixed(0)} : ${median(theirs).toFixed(0)} | ${ratio.toFixed(2)} |`;
}

/** Compares with serverless-offline in turn, so that a machine that slows down slows both. */
export async function localGatewaySection(tools: string): Promise<string> {
  const assembly = synthesizeItems();
  const pairs: { ours: Figures; theirs: Figures }[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    pairs.push({
      theirs: await measured(tools, serveWithServerlessOffline(tools)),
      ours: await measured(tools, serveWithApigwLocal(assembly)),
    });
  }
  const names = [...(pairs[0]?.ours.rates.keys() ?? [])];
  const start: Row = {
    name: 'milliseconds from the start to the first answer',
    ours: pairs.map(({ ours }) => ours.startMs),
    theirs: pairs.map(({ theirs }) => theirs.startMs),
  };
  const rates = names.map((name) => ({
    name: `requests a second, ${name}`,
    ours: pairs.map(({ ours }) => ours.rates.get(name) ?? 0),
    theirs: pairs.map(({ theirs }) => theirs.rates.get(name) ?? 0),
  }));
  return `## Local gateway against serverless-offline 13.9.0

One Node.js function, a route of an HTTP API and one of a REST API, without authorization; logs go nowhere. Ours runs
the function in a process of its own, which can be ended and limited; theirs in a thread. 14 asks for an account. Loaded
by autocannon, ${SECONDS} seconds each. The ratio is the median of ${PAIRS} pairs run in turn.

| figure | ours : theirs | ratio |
| ------ | ------------- | ----- |
${[start, ...rates].map(markdown).join('\n')}
`;
}
