import { GatewayResponse, headerValue, HeaderLine } from '../../core/request';
import { Situation } from '../exchange';
import { GatewayResponseModel, RestApiModel } from '../model';
import { templateFor } from '../mapping/content-type';
import { Fault } from './fault';
import { ERROR_KINDS, ErrorKind } from './types';
import { ErrorVariables, substitute, variable } from './variables';

/** */
const DEFAULT_TEMPLATES = { 'application/json': '{"message":$context.error.messageString}' };

/** The answer to a fault: the service's own, or what the API configured for its type or class. */
export function renderFault(fault: Fault, situation: Situation): GatewayResponse {
  const standardKind: ErrorKind = ERROR_KINDS[fault.type];
  const kind = { ...standardKind, status: fault.status ?? standardKind.status };
  const message = fault.message ?? kind.message;
  const errorType: HeaderLine = ['x-amzn-ErrorType', fault.errorType ?? kind.errorType];
  const configured = configuredFor(fault.type, kind, situation.stage);
  if (!configured) return standard(kind, message, errorType);

  const error = errorVariables(fault, message);
  const templates = Object.keys(configured.templates).length > 0 ? configured.templates : DEFAULT_TEMPLATES;
  const [contentType, template] = templateFor(templates, headerValue(situation.request.headers, 'accept'));
  const parameters = headersOf(configured, situation, error);
  const hasContentType = parameters.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    statusCode: configured.statusCode ?? kind.status,
    headers: [...(hasContentType ? [] : [['Content-Type', contentType] as const]), errorType, ...parameters],
    body: Buffer.from(substitute(template, situation, error)),
  };
}

function standard(kind: ErrorKind, message: string | null, errorType: HeaderLine): GatewayResponse {
  const text = JSON.stringify(message);
  const body = kind.body ? kind.body(text) : `{"message":${text}}`;
  return {
    statusCode: kind.status,
    headers: [['Content-Type', 'application/json'], errorType],
    body: Buffer.from(body),
  };
}

/** A type configured itself inherits nothing. */
function configuredFor(type: string, { status }: ErrorKind, stage: RestApiModel): GatewayResponseModel | undefined {
  const { gatewayResponses } = stage;
  return gatewayResponses.get(type) ?? gatewayResponses.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
}

function errorVariables({ type, validationErrorString }: Fault, message: string | null): ErrorVariables {
  return {
    'error.message': message ?? '',
    'error.messageString': JSON.stringify(message),
    'error.responseType': type,
    // escaped, as templates put it between quotes (assumed)
    'error.validationErrorString': validationErrorString && JSON.stringify(validationErrorString).slice(1, -1),
  };
}

/** What has no value is not sent. */
function headersOf(
  { parameters }: GatewayResponseModel,
  situation: Situation,
  error: ErrorVariables,
): readonly HeaderLine[] {
  return Object.entries(parameters).flatMap(([key, source]): HeaderLine[] => {
    const [, name] = /^gatewayresponse\.header\.(.+)$/.exec(key) ?? [];
    const [, literal] = /^'(.*)'$/s.exec(source) ?? [];
    const value = literal ?? variable(source, situation, error);
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}
