/** An error of the service: its name in JSON, and the code that older clients know it by. */
export class SqsError extends Error {
  public constructor(
    message: string,
    /** `com.amazonaws.sqs#QueueDoesNotExist` */
    public readonly type: string,
    /** `AWS.SimpleQueueService.NonExistentQueue` */
    public readonly code: string,
    public readonly statusCode = 400,
  ) {
    super(message);
  }
}

/** Errors of the service's model. */
function modelled(name: string, message: string, code = `AWS.SimpleQueueService.${name}`, statusCode = 400): SqsError {
  return new SqsError(message, `com.amazonaws.sqs#${name}`, code, statusCode);
}

/** Errors of the layer in front of every service. */
export function general(name: string, message: string, code = name, statusCode = 400): SqsError {
  return new SqsError(message, `com.amazon.coral.service#${name}`, code, statusCode);
}

export const queueDoesNotExist = (hint = ''): SqsError =>
  modelled(
    'QueueDoesNotExist',
    `The specified queue does not exist.${hint}`,
    'AWS.SimpleQueueService.NonExistentQueue',
  );

export const receiptHandleIsInvalid = (): SqsError =>
  modelled('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.', 'ReceiptHandleIsInvalid', 404);

export const invalidMessageContents = (): SqsError =>
  modelled(
    'InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    'InvalidMessageContents',
  );

export const invalidAttributeName = (name: string): SqsError =>
  modelled('InvalidAttributeName', `Unknown Attribute ${name}.`, 'InvalidAttributeName');

export const unsupportedOperation = (message: string): SqsError => modelled('UnsupportedOperation', message);

export const batchError = (name: string, message: string): SqsError => modelled(name, message);

export const invalidParameterValue = (message: string): SqsError =>
  general('InvalidParameterValueException', message, 'InvalidParameterValue');

export const missingParameter = (name: string): SqsError =>
  general('MissingRequiredParameterException', `The request must contain the parameter ${name}.`, 'MissingParameter');
