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
      ].join('\n'),
    );
  }
}
