import { Decision, RequestRecord } from '../core/request-record';
import { Gateway } from '../gateway/gateway';
import { Colours } from './colours';
import { describeGateway } from './describe-gateway';
import { describeIssuers } from './describe-issuers';
import { Output, Reporter } from './reporter';

/** Enough to tell invocations apart that run at the same time. */
const SHOWN_OF_ID = 8;

/** For a person at a terminal. */
export function prettyReporter(stdout: Output, stderr: Output, colours: Colours): Reporter {
  const { bold, cyan, dim, red, yellow } = colours;
  const line = (text: string): unknown => stdout.write(`${text}\n`);
  let told: readonly string[] = [];
  /** What stands on the screen since the start or the last reload is not said again. */
  const tellNew = (gateway: Gateway): void => {
    const blocks = describeGateway(gateway, colours);
    for (const block of blocks.filter((one) => !told.includes(one))) line(`\n${block}`);
    told = blocks;
  };
  return {
    ready: (gateway, issuer) => {
      tellNew(gateway);
      for (const block of describeIssuers(gateway.apis, issuer, colours)) line(`\n${block}`);
      if (gateway.inspectorUrl)
        line(`\n${bold('Inspector')}, a page that shows what goes on: ${cyan(gateway.inspectorUrl)}`);
      line(`\n${bold('AWS services')}, with AWS_ENDPOINT_URL=${cyan(gateway.awsEndpoint)}`);
      line(dim('\nReady. Ctrl-C ends it.\n'));
    },
    reloaded: (gateway, { template, functions }) => {
      if (functions.length > 0) line(`${bold('Changed:')} ${functions.join(', ')}, from the next call on`);
      if (!template) return;
      line(bold('\nThe assembly changed: serving the new one.'));
      tellNew(gateway);
      line('');
    },
    reloadFailed: (reason) => {
      stderr.write(`${red('The changed assembly cannot be served; the previous one still is.')}\n${reason}\n`);
    },
    synthFailed: (command, output) =>
      stderr.write(`${red(`${command} failed; what was served still is.`)}\n${output}\n`),
    warn: (text) => stderr.write(`${yellow('warning:')} ${text}\n`),
    request: (record) => line(formatRequest(record, colours)),
    functionLog: ({ functionName, requestId, text }) =>
      line(dim(`         │ ${functionName}${requestId ? ` ${requestId.slice(0, SHOWN_OF_ID)}` : ''}`) + ` ${text}`),
  };
}

const MARKS: Readonly<Record<Decision['outcome'], string>> = { pass: '✓', answered: '↩', refused: '✗', failed: '!' };

/** `12:03:13  GET /orders/1 → 401, 3 ms   ✓ route GET /orders/{id}  ✗ authorize no token` */
export function formatRequest(record: RequestRecord, colours: Colours): string {
  const { time, method, path, status, durationMs, decisions } = record;
  const { bold, dim, green, yellow, red } = colours;
  const byStatus = status < 400 ? green : status < 500 ? yellow : red;
  const byOutcome = { pass: dim, answered: dim, refused: yellow, failed: red };
  const steps = decisions.map(({ step, outcome, detail }) =>
    byOutcome[outcome](`${MARKS[outcome]} ${step} ${detail.replace(/\s+/g, ' ')}`),
  );
  const head = `${dim(time.slice(11, 19))}  ${bold(method)} ${path} → ${byStatus(String(status))}, ${durationMs} ms`;
  return `${head}   ${steps.join('  ')}`;
}
