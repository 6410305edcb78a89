/** A directive that the service does not have either, or nobody knows whether it has. */
export class UnsupportedDirective extends Error {
  public readonly name = 'UnsupportedDirective';

  public constructor(directive: string) {
    super(`#${directive} is not emulated`);
  }
}
