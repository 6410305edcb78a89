import { ServiceError } from '../aws-endpoint/service-error';

export const badRequest = (message: string): ServiceError => new ServiceError('BadRequestException', 400, message);

export const conflict = (message: string): ServiceError => new ServiceError('ConflictException', 409, message);

export const notFound = (message: string): ServiceError => new ServiceError('NotFoundException', 404, message);
