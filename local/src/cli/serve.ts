import { Gateway } from '../gateway/gateway';
import { startGateway } from '../gateway/start-gateway';
import { DevelopmentIssuer, startDevelopmentIssuer } from '../issuer/development-issuer';
import { watchGateway } from '../watch/watch-gateway';
import { CliOptions } from './arguments';
import { Reporter } from './reporter';

/** Starts everything that the options ask for. Returns what ends it all. */
export async function serve(
  options: CliOptions,
  reporter: Reporter,
  onReady?: (gateway: Gateway, issuer: DevelopmentIssuer | undefined) => Promise<void>,
): Promise<() => Promise<void>> {
  const { assembly, port, inspectorPort, ignore, devIssuer, dynamoDbEndpoint, python } = options;
  const issuer = devIssuer === undefined ? undefined : await startDevelopmentIssuer({ issuer: devIssuer });
  try {
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
    const endWatch = options.watch ? watchGateway(gateway, assembly, reporter) : () => undefined;
    reporter.ready(gateway, issuer);
    await onReady?.(gateway, issuer);
    return async () => {
      endWatch();
      await Promise.all([gateway.close(), issuer?.close()]);
    };
  } catch (error) {
    await issuer?.close();
    throw error;
  }
}

function issuersOf(issuer: DevelopmentIssuer | undefined): Record<string, string> {
  return issuer ? { [issuer.issuer]: issuer.url } : {};
}
