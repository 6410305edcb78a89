import { Gateway } from '../gateway/gateway';
import { Output, Reporter } from './reporter';

/** One JSON object a line on stdout; everything else goes to stderr. */
export function jsonReporter(stdout: Output, stderr: Output): Reporter {
  const event = (name: string, members: object): void => {
    stdout.write(`${JSON.stringify({ event: name, ...members })}\n`);
  };
  const apisOf = (gateway: Gateway): object => ({
    apis: gateway.apis.map(({ stack, logicalId, kind, stage, url }) => ({ stack, logicalId, kind, stage, url })),
    // values of the template may be real ones
    ...(gateway.apiKeys.length > 0 && {
      apiKeys: gateway.apiKeys.map(({ value, ...key }) => (key.origin === 'development' ? { ...key, value } : key)),
    }),
    ...(gateway.queues.length > 0 && { queues: gateway.queues, sqsEndpoint: gateway.sqsEndpoint }),
    ...(gateway.inspectorUrl && { inspectorUrl: gateway.inspectorUrl }),
    ...(gateway.lambdaEndpoint && { lambdaEndpoint: gateway.lambdaEndpoint }),
    awsEndpoint: gateway.awsEndpoint,
  });
  return {
    ready: (gateway, issuer) => {
      event('ready', apisOf(gateway));
      for (const { stack, logicalId, text } of gateway.notes) stderr.write(`[${stack}/${logicalId}] ${text}\n`);
      if (issuer) stderr.write(`development issuer for ${issuer.issuer}: ${issuer.url}\n`);
    },
    reloaded: (gateway, { template, functions }) => event('reloaded', { ...apisOf(gateway), template, functions }),
    reloadFailed: (reason) => event('reload-failed', { reason }),
    synthFailed: (command, output) => event('synth-failed', { command, output }),
    warn: (text) => stderr.write(`${text}\n`),
    request: (record) => event('request', record),
    functionLog: ({ functionName, requestId = '-', text }) => stderr.write(`${functionName} ${requestId} ${text}\n`),
  };
}
