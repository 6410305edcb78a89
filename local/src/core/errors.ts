/** A mistake the user can mend: printed without a stack trace. */
export class GatewayError extends Error {
  public readonly name: string = 'GatewayError';
}

/** Something in the assembly that the gateway can't serve as AWS would. */
export interface Unsupported {
  readonly stack: string;
  readonly logicalId: string;
  /** Resource type, such as `AWS::ApiGatewayV2::Integration`. */
  readonly type: string;
  /** Property path, such as `IntegrationSubtype`; absent when it is the resource as a whole. */
  readonly property?: string;
  /** What is not served, and what to do about it. */
  readonly reason: string;
}

/** Thrown at start with everything that can't be served, so that nothing is met one at a time. */
export class UnsupportedError extends GatewayError {
  public readonly name = 'UnsupportedError';

  public constructor(public readonly unsupported: readonly Unsupported[]) {
    super(
      [
        `${unsupported.length} thing${unsupported.length === 1 ? '' : 's'} in this assembly cannot be served locally:`,
        ...unsupported.map(
          (u) => `  [${u.stack}/${u.logicalId}] ${u.type}${u.property ? ` ${u.property}` : ''}: ${u.reason}`,
        ),
        `Leave one out with --ignore LOGICAL_ID (or ignore: ['LOGICAL_ID'] from code).`,
        ...ignoringAll(unsupported),
      ].join('\n'),
    );
  }
}

/** What to add to the command line for the rest to be served, unless an API itself would go with it. */
function ignoringAll(unsupported: readonly Unsupported[]): string[] {
  const ids = [...new Set(unsupported.map(({ stack, logicalId }) => `${stack}/${logicalId}`))];
  const isOfApi = unsupported.some(({ type }) => /^AWS::ApiGateway(::RestApi|V2::Api)$/.test(type));
  return ids.length < 2 || isOfApi ? [] : [`All of them: ${ids.map((id) => `--ignore ${id}`).join(' ')}`];
}
