export { Note } from './assembly';
export { Clock, systemClock } from './core/clock';
export { DevelopmentCredentials, defaultCredentials } from './core/development-credentials';
export { GatewayError, Unsupported, UnsupportedError } from './core/errors';
export { Decision, RequestRecord } from './core/request-record';
export { FunctionLogLine } from './functions/function-log';
export { Gateway, GatewayProps, ServedApi, ServedRoute } from './gateway/gateway';
export { startGateway } from './gateway/start-gateway';
export { DevelopmentIssuer, DevelopmentIssuerProps, startDevelopmentIssuer } from './issuer/development-issuer';
