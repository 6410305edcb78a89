import { parseArgs } from 'node:util';

export interface CliOptions {
  readonly assembly: string;
  readonly port: number;
  /** Undefined for none. */
  readonly inspectorPort?: number;
  readonly watch: boolean;
  /** The command that makes the assembly; run when the app's sources change. */
  readonly synth?: string;
  readonly json: boolean;
  readonly ignore: readonly string[];
  readonly devIssuer?: string;
  readonly dynamoDbEndpoint?: string;
  readonly python?: string;
  readonly help: boolean;
  readonly version: boolean;
}

/** The command line is wrong: exit code 2. */
export class UsageError extends Error {
  public readonly name = 'UsageError';
}

const DEFAULT_PORT = '3000';

export function parseArguments(argv: readonly string[]): CliOptions {
  const { values, positionals } = parse(argv);
  if (positionals.length > 1) {
    throw new UsageError(`one assembly folder at a time, got ${positionals.map((path) => `"${path}"`).join(' and ')}`);
  }
  return {
    assembly: positionals[0] ?? 'cdk.out',
    port: parsePort(values.port, '--port'),
    inspectorPort: values['no-inspector'] ? undefined : parsePort(values['inspector-port'], '--inspector-port'),
    watch: values.watch || values.synth !== undefined,
    synth: values.synth,
    json: values.json,
    ignore: values.ignore,
    devIssuer: parseIssuer(values['dev-issuer']),
    dynamoDbEndpoint:
      values['dynamodb-endpoint'] === undefined
        ? undefined
        : parseUrl(values['dynamodb-endpoint'], '--dynamodb-endpoint'),
    python: values.python,
    help: values.help,
    version: values.version,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        port: { type: 'string', default: DEFAULT_PORT },
        'inspector-port': { type: 'string', default: '0' },
        'no-inspector': { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
        synth: { type: 'string' },
        json: { type: 'boolean', default: false },
        ignore: { type: 'string', multiple: true, default: [] },
        'dev-issuer': { type: 'string', multiple: true, default: [] },
        'dynamodb-endpoint': { type: 'string' },
        python: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    // Node's advice on how to pass a path that begins with a dash helps nobody who mistyped an option
    throw new UsageError((error as Error).message.split('. To specify')[0]!);
  }
}

function parsePort(text: string, option: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`${option} must be 0 to 65535, got "${text}"`);
  return port;
}

function parseIssuer([issuer, ...others]: readonly string[]): string | undefined {
  if (others.length > 0) throw new UsageError(`one --dev-issuer at a time, got ${[issuer, ...others].join(' and ')}`);
  return issuer === undefined ? undefined : parseUrl(issuer, '--dev-issuer');
}

/** The text as it was given: an issuer's trailing slash counts. */
function parseUrl(text: string, option: string): string {
  if (!/^https?:\/\/[^/]/.test(text)) throw new UsageError(`${option} must be an http or https URL, got "${text}"`);
  return text;
}
