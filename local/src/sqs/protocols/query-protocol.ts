import { GatewayResponse, headerValue } from '../../core/request';
import { xmlElement, xmlText } from '../../core/xml';
import { ActionInput } from '../action-input';
import { SqsError } from '../sqs-error';
import { Protocol, ServiceRequest } from './protocol';
import { queryMembers } from './query-input';
import { queryJson } from './query-json';
import { xmlMembers } from './query-output';

const NAMESPACE = 'http://queue.amazonaws.com/doc/2012-11-05/';
/** These have no result in the answer. */
const WITHOUT_RESULT = ['ChangeMessageVisibility', 'DeleteMessage', 'PurgeQueue'];

/**
 * What SDKs spoke before 2023 and integrations still do: a form or query string with `Action`. It is answered in XML, or in
 * JSON where that is accepted.
 */
export function queryProtocol(request: ServiceRequest): Protocol {
  const write = acceptsJson(request) ? json : xml;
  return {
    read: (asked) => {
      const members = queryMembers(asked);
      const { Action } = members;
      return { action: typeof Action === 'string' ? Action : undefined, input: new ActionInput(members) };
    },
    answer: (action, output, requestId) => respond(200, requestId, write.answer(action, output, requestId)),
    refuse: (error, requestId) => respond(error.statusCode, requestId, write.refuse(error, requestId)),
  };
}

interface Text {
  readonly contentType: string;
  readonly text: string;
}

const xml = {
  answer: (action: string, output: object, requestId: string): Text => {
    const result = WITHOUT_RESULT.includes(action) ? '' : xmlElement(`${action}Result`, xmlMembers(action, output));
    return xmlDocument(`${action}Response`, `${result}${xmlElement('ResponseMetadata', requestIdElement(requestId))}`);
  },
  refuse: ({ code, message }: SqsError, requestId: string): Text => {
    const parts = `<Type>Sender</Type><Code>${xmlText(code)}</Code><Message>${xmlText(message)}</Message><Detail/>`;
    return xmlDocument('ErrorResponse', `${xmlElement('Error', parts)}${requestIdElement(requestId)}`);
  },
};

const json = {
  answer: (action: string, output: object, requestId: string): Text => jsonText(queryJson(action, output, requestId)),
  refuse: ({ code, message }: SqsError, requestId: string): Text =>
    jsonText({ Error: { Code: code, Message: message, Type: 'Sender' }, RequestId: requestId }),
};

function requestIdElement(requestId: string): string {
  return xmlElement('RequestId', requestId);
}

function xmlDocument(root: string, content: string): Text {
  return {
    contentType: 'text/xml',
    text: `<?xml version="1.0"?><${root} xmlns="${NAMESPACE}">${content}</${root}>`,
  };
}

function jsonText(value: object): Text {
  return { contentType: 'application/json', text: JSON.stringify(value) };
}

function acceptsJson({ headers }: ServiceRequest): boolean {
  return /\bapplication\/json\b/i.test(headerValue(headers, 'accept') ?? '');
}

function respond(statusCode: number, requestId: string, { contentType, text }: Text): GatewayResponse {
  return {
    statusCode,
    headers: [
      ['Content-Type', contentType],
      ['x-amzn-RequestId', requestId],
    ],
    body: Buffer.from(text),
  };
}
