import { randomUUID } from 'node:crypto';
import { SignatureDependencies } from '../authorizers/sigv4-verifier';
import { answerJson, JsonActions, JsonRequest } from '../aws-endpoint/json-protocol';
import { ServiceError } from '../aws-endpoint/service-error';
import { verifyCaller } from '../aws-endpoint/verify-caller';
import { Clock } from '../core/clock';
import { isObject } from '../core/is-object';
import { readJson } from '../core/read-json';
import { GatewayRequest, GatewayResponse } from '../core/request';

/** An event that a program gave to EventBridge. Nobody gets it here. */
export interface PutEvent {
  readonly id: string;
  /** ISO 8601. */
  readonly time: string;
  /** Name or ARN. */
  readonly eventBus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
}

export interface EventKeeping {
  readonly clock: Clock;
  readonly onEvent: (event: PutEvent) => void;
}

export interface EventsEndpointProps extends SignatureDependencies, EventKeeping {}

type Entry = Readonly<Record<string, unknown>>;

const MOST_ENTRIES = 10;

/** Answers one request to EventBridge: events are taken and kept. */
export function answerEvents(request: GatewayRequest, props: EventsEndpointProps): GatewayResponse {
  return keepEvents(request, () => {
    verifyCaller(request, 'events', props);
    return props;
  });
}

/** The same without asking who makes the request. */
export function keepEvents(request: JsonRequest, keepingOf: () => EventKeeping): GatewayResponse {
  return answerJson(request, 'AWSEvents', actions, keepingOf);
}

const actions: JsonActions<EventKeeping> = {
  PutEvents: ({ Entries }, keep) => {
    if (!Array.isArray(Entries) || Entries.length < 1 || Entries.length > MOST_ENTRIES) {
      throw new ServiceError('ValidationException', 400, `Entries must hold 1 to ${MOST_ENTRIES} events`);
    }
    const results = (Entries as Entry[]).map((entry) => put(entry, keep));
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  },
};

/** An entry fails alone. */
function put(entry: Entry, { clock, onEvent }: EventKeeping): object {
  for (const name of ['Source', 'DetailType', 'Detail']) {
    if (typeof entry[name] === 'string' && entry[name] !== '') continue;
    const ErrorMessage = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
    return { ErrorCode: 'InvalidArgument', ErrorMessage };
  }
  const detail = readJson(String(entry.Detail))?.value;
  if (!isObject(detail)) {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  const id = randomUUID();
  onEvent({
    id,
    time: new Date(clock.now()).toISOString(),
    eventBus: String(entry.EventBusName ?? 'default'),
    source: String(entry.Source),
    detailType: String(entry.DetailType),
    detail,
  });
  return { EventId: id };
}
