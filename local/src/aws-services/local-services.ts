import { Clock } from '../core/clock';
import { BackendTimeout } from '../core/backend-call';
import { DevelopmentCredentials } from '../core/development-credentials';
import { GatewayResponse } from '../core/request';
import { keepEvents, PutEvent } from '../events/events-endpoint';
import { timedOut, within } from '../functions/deadline';
import { invokeByRequest, InvokeProps } from '../lambda-api/invoke-request';
import { performAction } from '../sqs/perform-action';
import { QueueStore } from '../sqs/queue-store';
import { AwsRequest, AwsServiceName, AwsServices } from './aws-services';
import { callDynamoDb } from './call-dynamo-db';

export interface LocalServicesProps {
  readonly lambda: InvokeProps;
  readonly queues: QueueStore;
  /** Takes what is put to EventBridge. */
  readonly onEvent: (event: PutEvent) => void;
  readonly clock: Clock;
  readonly credentials: DevelopmentCredentials;
  /** Absent where nothing needs tables. */
  readonly dynamoDbEndpoint?: string;
}

type Service = (request: AwsRequest, call: CallOptions) => Promise<GatewayResponse>;

interface CallOptions {
  readonly timeoutMs: number;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
}

/** The services that this machine has itself. */
export function localServices(props: LocalServicesProps): AwsServices {
  const { lambda, queues, onEvent, clock, credentials, dynamoDbEndpoint } = props;
  const services: Record<AwsServiceName, Service> = {
    dynamodb: (request, { timeoutMs }) => callDynamoDb(request, { endpoint: dynamoDbEndpoint, credentials, timeoutMs }),
    events: async (request) => keepEvents(request, () => ({ clock, onEvent })),
    lambda: (request) => invokeByRequest(request, () => request.region, lambda),
    sqs: (request, { signal }) => {
      const { region } = request;
      const endpoint = `https://sqs.${region}.amazonaws.com`;
      return performAction(request, () => ({ queues, region, endpoint, clock, signal }));
    },
  };
  return {
    call: async (request, timeoutMs) => {
      const waiting = new AbortController();
      const answer = services[request.service](request, { timeoutMs, signal: waiting.signal });
      const response = await within(timeoutMs, answer);
      if (response !== timedOut) return response;
      waiting.abort();
      throw new BackendTimeout(`no answer within the integration's ${timeoutMs} ms`);
    },
  };
}
