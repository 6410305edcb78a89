/** An error of Lambda's API, not of a function. */
export class LambdaError extends Error {
  public constructor(
    /** `ResourceNotFoundException` */
    public readonly type: string,
    public readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}
