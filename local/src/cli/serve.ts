import { GatewayError } from '../core/errors';
import { Gateway } from '../gateway/gateway';
import { startGateway } from '../gateway/start-gateway';
import { DevelopmentIssuer, startDevelopmentIssuer } from '../issuer/development-issuer';
import { readSources } from '../watch/sources';
import { SynthRunner } from '../watch/synth-runner';
import { watchGateway } from '../watch/watch-gateway';
import { watchSources } from '../watch/watch-sources';
import { CliOptions } from './arguments';
import { Reporter } from './reporter';

/** Starts everything that the options ask for. Returns what ends it all. */
export async function serve(
  options: CliOptions,
  reporter: Reporter,
  onReady?: (gateway: Gateway, issuer: DevelopmentIssuer | undefined) => Promise<void>,
): Promise<() => Promise<void>> {
  const { assembly, port, inspectorPort, ignore, devIssuer, dynamoDbEndpoint, python } = options;
  const ends: (() => unknown)[] = [];
  const endAll = async (): Promise<void> => void (await Promise.all(ends.map((end) => end())));
  try {
    const synth = options.synth === undefined ? undefined : await startSynth(options.synth, assembly, reporter);
    ends.push(() => synth?.close());
    const issuer = devIssuer === undefined ? undefined : await startDevelopmentIssuer({ issuer: devIssuer });
    ends.push(() => issuer?.close());
    const gateway = await startGateway({
      assembly,
      port,
      inspectorPort,
      ignore,
      issuers: issuersOf(issuer),
      dynamoDbEndpoint,
      python,
      onRequest: (record) => reporter.request(record),
      onFunctionLog: (line) => reporter.functionLog(line),
    });
    ends.push(() => gateway.close());
    if (options.watch) ends.push(watchGateway(gateway, assembly, reporter));
    if (synth) ends.push(watchSources(process.cwd(), assembly, () => synth.request(), reporter.warn));
    reporter.ready(gateway, issuer);
    await onReady?.(gateway, issuer);
    return endAll;
  } catch (error) {
    await endAll();
    throw error;
  }
}

/** Runs the command a first time. */
async function startSynth(command: string, assembly: string, reporter: Reporter): Promise<SynthRunner> {
  const sources = () => readSources(process.cwd(), assembly);
  const synth = new SynthRunner(command, sources, (output) => reporter.synthFailed(command, output));
  const output = await synth.run();
  if (output !== undefined) throw new GatewayError(`\`${command}\` failed; run it by itself to see why\n${output}`);
  return synth;
}

function issuersOf(issuer: DevelopmentIssuer | undefined): Record<string, string> {
  return issuer ? { [issuer.issuer]: issuer.url } : {};
}
