export * from './api-keys/api-key-issuer';
export * from './api-keys/errors';
export type { DailyUsage, KeyUsage, UsagePeriod } from './api-keys/key-usage';
export type { ApiKeyIssuerSettings } from './contract/api-key-issuer-settings';
export type { Audience, BroadcastTarget } from './contract/realtime/audience';
export type { BroadcastMessage } from './contract/realtime/broadcast-message';
export type { JoinAnswer, JoinQuestion } from './contract/realtime/channel-rules';
export type {
  BroadcastFrame,
  ChannelFrame,
  ChannelRequest,
  ErrorCode,
  ErrorFrame,
  PresentUser,
} from './contract/realtime/frames';
export type { ConnectedEvent, DisconnectedEvent, LifecycleEvent } from './contract/realtime/lifecycle-event';
export type { CorsPolicy } from './http/cors-policy';
export * from './http/problem';
export * from './http/problem-error';
export { withCors } from './http/with-cors';
export * from './realtime/client/broadcast';
export * from './realtime/client/connections';
export { lifecycle } from './realtime/client/lifecycle';
export { MessageError } from './realtime/client/message-error';
export type { MessageAnswer, MessageEvent, Sender } from './realtime/client/message-event';
export * from './realtime/client/presence';
export * from './realtime/client/with-messages';
export * from './realtime/errors';
export type { SqsBatchResponse, SqsEvent } from './realtime/sqs-batch';
