import { Duration } from 'aws-cdk-lib';
import { MethodResponses } from '../openapi/operation';
import { MappingSource } from './mapping-source';

/** What an integration puts into an operation. */
export interface RenderedRestIntegration {
  /** `x-amazon-apigateway-integration` (rule C-1). */
  readonly definition: Record<string, unknown>;
  /** The operation's responses, where API Gateway makes them. */
  readonly methodResponses?: MethodResponses;
  /** What it takes from a request, where that is known: a cache must tell it apart. */
  readonly reads?: MappingSource[];
}

export function timeoutOf(timeout: Duration | undefined): { timeoutInMillis?: number } {
  return timeout ? { timeoutInMillis: timeout.toMilliseconds() } : {};
}
