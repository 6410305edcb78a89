import { NO_VALIDATION, ValidationModel } from '../model';
import { BodyNode } from './body-node';

export function readValidation(body: BodyNode, _item: BodyNode, operation: BodyNode): ValidationModel | undefined {
  const name = operation.get('x-amazon-apigateway-request-validator');
  const validator = name.isSet ? name : body.get('x-amazon-apigateway-request-validator');
  return validator.isSet ? validator.refuse('is not served yet') : NO_VALIDATION;
}
