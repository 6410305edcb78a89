import { randomUUID } from 'node:crypto';
import { GatewayRequest, GatewayResponse, headerValue } from '../core/request';
import { jsonObject } from './json-object';
import { ServiceError } from './service-error';

/** The members of a request in the JSON protocol. */
export type JsonInput = Readonly<Record<string, unknown>>;

export type JsonRequest = Pick<GatewayRequest, 'headers' | 'body'>;

export type JsonActions<Context> = Readonly<Record<string, (input: JsonInput, context: Context) => object>>;

/** Answers one request in the JSON 1.1 protocol, where `X-Amz-Target: secretsmanager.GetSecretValue` names the action. */
export function answerJson<Context>(
  request: JsonRequest,
  target: string,
  actions: JsonActions<Context>,
  contextOf: () => Context,
): GatewayResponse {
  try {
    const context = contextOf();
    const name = actionName(request, target);
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) {
      const served = Object.keys(actions).join(', ');
      throw new ServiceError(
        'UnknownOperationException',
        400,
        `${target}.${name} is not served by the local gateway; served are ${served}`,
      );
    }
    return json(200, action(readInput(request.body), context));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return json(error.statusCode, { __type: error.type, message: error.message });
  }
}

function actionName({ headers }: JsonRequest, target: string): string {
  const value = headerValue(headers, 'x-amz-target') ?? '';
  return value.startsWith(`${target}.`) ? value.slice(target.length + 1) : value || 'an action without X-Amz-Target';
}

function readInput(body: Buffer): JsonInput {
  const input = jsonObject(body);
  if (!input) throw new ServiceError('SerializationException', 400, 'the body is no JSON object');
  return input;
}

function json(statusCode: number, body: object): GatewayResponse {
  return {
    statusCode,
    headers: [
      ['Content-Type', 'application/x-amz-json-1.1'],
      ['x-amzn-RequestId', randomUUID()],
    ],
    body: Buffer.from(JSON.stringify(body)),
  };
}
