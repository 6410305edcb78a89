/** An expression of the template whose value only a deployment would know. */
export class Unresolvable extends Error {
  public readonly name = 'Unresolvable';
}
