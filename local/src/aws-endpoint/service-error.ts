/** An error of a service's API. */
export class ServiceError extends Error {
  public constructor(
    /** `ResourceNotFoundException` */
    public readonly type: string,
    public readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}
