import { Duration } from 'aws-cdk-lib';
import { MethodResponses } from '../openapi/operation';

/** What an integration puts into an operation. */
export interface RenderedRestIntegration {
  /** `x-amazon-apigateway-integration` (rule C-1). */
  readonly definition: Record<string, unknown>;
  /** The operation's responses, where API Gateway makes them. */
  readonly methodResponses?: MethodResponses;
}

export function timeoutOf(timeout: Duration | undefined): { timeoutInMillis?: number } {
  return timeout ? { timeoutInMillis: timeout.toMilliseconds() } : {};
}
