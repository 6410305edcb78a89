import { randomUUID } from 'node:crypto';
import { GatewayResponse, headerValue } from '../core/request';
import { actions } from './actions';
import { Action, ActionContext } from './actions/action';
import { jsonProtocol } from './protocols/json-protocol';
import { Protocol, ServiceRequest } from './protocols/protocol';
import { queryProtocol } from './protocols/query-protocol';
import { general, SqsError, unsupportedOperation } from './sqs-error';

/** Answers a request in the protocol that it is made in. Who may make it is somebody else's question. */
export async function performAction(request: ServiceRequest, contextOf: () => ActionContext): Promise<GatewayResponse> {
  const protocol = protocolOf(request);
  const requestId = randomUUID();
  try {
    const context = contextOf();
    const { action: name, input } = protocol.read(request);
    const output = await actionOf(name)(input, context);
    return protocol.answer(name!, output, requestId);
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    return protocol.refuse(error, requestId);
  }
}

function protocolOf(request: ServiceRequest): Protocol {
  const isJson = headerValue(request.headers, 'x-amz-target') !== undefined;
  return isJson ? jsonProtocol : queryProtocol(request);
}

function actionOf(name: string | undefined): Action {
  if (name === undefined) {
    throw general(
      'UnknownOperationException',
      'the request names no action: send X-Amz-Target: AmazonSQS.ACTION with JSON, or a form with Action=ACTION',
      'MissingAction',
    );
  }
  const action = actions.get(name);
  if (action) return action;
  throw unsupportedOperation(
    `${name} is not served by the local gateway, whose queues come from the template; served are ${[...actions.keys()].join(', ')}`,
  );
}
