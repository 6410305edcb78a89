import { Decision, RequestRecord } from '../core/request-record';
import { describeAuthorization } from '../gateway/describe-authorization';
import { Gateway, ServedApi, ServedApiKey, ServedRoute } from '../gateway/gateway';
import { DevelopmentIssuer } from '../issuer/development-issuer';
import { Colours } from './colours';
import { Output, Reporter } from './reporter';

/** For a person at a terminal. */
export function prettyReporter(stdout: Output, stderr: Output, colours: Colours): Reporter {
  const { bold, cyan, dim, red, yellow } = colours;
  const line = (text: string): unknown => stdout.write(`${text}\n`);
  const describe = (gateway: Gateway): void => {
    for (const api of gateway.apis) line(`\n${formatApi(api, colours)}`);
    if (gateway.apiKeys.length > 0) line(`\n${formatApiKeys(gateway.apiKeys, colours)}`);
    if (gateway.queues.length > 0) line(`\n${formatQueues(gateway, colours)}`);
    for (const { stack, logicalId, text } of gateway.notes) line(dim(`\nnote: [${stack}/${logicalId}] ${text}`));
    if (gateway.apis.length === 0) line('\nThis assembly has no API to serve.');
  };
  return {
    ready: (gateway, issuer) => {
      describe(gateway);
      if (issuer) line(`\n${formatIssuer(issuer, colours)}`);
      if (gateway.inspectorUrl)
        line(`\n${bold('Inspector')}, a page that shows what goes on: ${cyan(gateway.inspectorUrl)}`);
      line(`\n${bold('AWS services')}, with AWS_ENDPOINT_URL=${cyan(gateway.awsEndpoint)}`);
      line(dim('\nReady. Ctrl-C ends it.\n'));
    },
    reloaded: (gateway, { template, functions }) => {
      if (functions.length > 0) line(`${bold('Changed:')} ${functions.join(', ')}, from the next call on`);
      if (!template) return;
      line(bold('\nThe assembly changed: serving the new one.'));
      describe(gateway);
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
      line(dim(`         │ ${functionName}${requestId ? ` ${requestId}` : ''}`) + ` ${text}`),
  };
}

function formatApi(
  { kind, name, stack, logicalId, stage, url, routes }: ServedApi,
  { bold, dim, cyan }: Colours,
): string {
  const width = Math.max(0, ...routes.map(({ routeKey }) => routeKey.length));
  return [
    `${bold(name)} ${dim(`${stack}/${logicalId}, stage ${stage}`)}`,
    `  ${cyan(url)}`,
    ...routes.map((route) => `  ${route.routeKey.padEnd(width)}  ${dim(formatDemands(kind, route))}`),
  ].join('\n');
}

function formatDemands(kind: ServedApi['kind'], { routeKey, authorization, apiKeyRequired }: ServedRoute): string {
  // authorization is a matter of the handshake alone (W-5)
  if (kind === 'WEBSOCKET' && routeKey !== '$connect') return 'who is connected';
  if (!apiKeyRequired) return describeAuthorization(authorization);
  return authorization.kind === 'none' ? 'key' : `${describeAuthorization(authorization)}, key`;
}

/** Values that were made up are of use on this machine only; those of the template may be real. */
function formatApiKeys(keys: readonly ServedApiKey[], { bold, dim }: Colours): string {
  const width = Math.max(...keys.map(({ name }) => name.length));
  const lines = keys.map(({ name, value, origin, plans, enabled }) => {
    const shown = origin === 'development' ? value : dim('as in the template');
    const state = enabled ? `plan ${plans.join(', ') || 'none'}` : 'disabled';
    return `  ${name.padEnd(width)}  ${shown}  ${dim(state)}`;
  });
  return [`${bold('API keys')}, for the header x-api-key`, ...lines].join('\n');
}

function formatQueues({ queues, sqsEndpoint }: Gateway, { bold, cyan }: Colours): string {
  const width = Math.max(...queues.map(({ name }) => name.length));
  const lines = queues.map(({ name, url }) => `  ${name.padEnd(width)}  ${cyan(url)}`);
  return [`${bold('Queues')}, with AWS_ENDPOINT_URL_SQS=${sqsEndpoint}`, ...lines].join('\n');
}

function formatIssuer({ issuer, tokenEndpoint }: DevelopmentIssuer, { bold }: Colours): string {
  return [
    `${bold('Development issuer')} stands in for ${issuer}. A token:`,
    `  curl -s ${tokenEndpoint} -d grant_type=client_credentials -d audience=AUDIENCE -d scope=SCOPE -d sub=SUBJECT`,
  ].join('\n');
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
