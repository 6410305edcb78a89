import { GatewayRequest, GatewayResponse } from '../../core/request';
import { ActionInput } from '../action-input';
import { SqsError } from '../sqs-error';

/** The parts of a request that a service looks at. */
export type ServiceRequest = Pick<GatewayRequest, 'method' | 'rawPath' | 'rawQueryString' | 'headers' | 'body'>;

/** What a request asks for. */
export interface ActionRequest {
  /** `SendMessage`; undefined where the request names none. */
  readonly action?: string;
  readonly input: ActionInput;
}

/** One of the ways to speak to the service. */
export interface Protocol {
  /** Throws SqsError. */
  read(request: ServiceRequest): ActionRequest;
  answer(action: string, output: object, requestId: string): GatewayResponse;
  refuse(error: SqsError, requestId: string): GatewayResponse;
}
