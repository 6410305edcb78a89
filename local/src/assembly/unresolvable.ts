/** An expression of the template whose value only a deployment would know. */
export class Unresolvable extends Error {
  public readonly name = 'Unresolvable';

  public constructor(
    message: string,
    /** Where in the property it is, outermost first. */
    public readonly path: readonly string[] = [],
  ) {
    super(message);
  }

  /** The same seen from one level above. */
  public below(key: string): Unresolvable {
    return new Unresolvable(this.message, [key, ...this.path]);
  }
}
