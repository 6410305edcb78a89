const LOG_ROLE = [
  'AWS::IAM::Role ApiGatewayAccountLogRole31562D89',
  // its inline policy
  'AWS::IAM::Role ApiGatewayAccountLogRole31562D89/WriteLogs',
];
const LOGS_AND_USAGE = [
  ...LOG_ROLE,
  'AWS::DynamoDB::Table PartnersMeteringUsageTable1AA07805',
  'AWS::Logs::LogGroup LiveAccessLog565DEBCE',
  'AWS::Logs::LogGroup PartnersAccessLog194F85BC',
  'AWS::Logs::LogGroup ShopAccessLog711DD137',
];

/** By stack. Written out rather than read from templates, so that nothing is retained by mistake. */
const RETAINED_OF: Record<string, string[]> = {
  MeteredRestApiCacheAndValidation: LOG_ROLE,
  MeteredRestApiCanary: LOG_ROLE,
  MeteredRestApiJwt: LOG_ROLE,
  MeteredRestApiPrivate: LOG_ROLE,
  MeteredRestApiServiceIntegrations: LOG_ROLE,
  MeteredRestApiTiers: LOG_ROLE,
  RealtimeWebSocketApiChannels: LOG_ROLE,
  RealtimeWebSocketApiDeadLetters: LOG_ROLE,
  RealtimeWebSocketApiGuarded: LOG_ROLE,
  RealtimeWebSocketApiJwt: LOG_ROLE,
  Orders: LOGS_AND_USAGE,
  OrdersPython: LOGS_AND_USAGE,
  OrdersJava: LOGS_AND_USAGE,
};

/** What stays in the account when every stack is gone: stack, type and logical id. */
export const RETAINED = Object.entries(RETAINED_OF).flatMap(([stack, resources]) =>
  resources.map((resource) => `${stack} ${resource}`),
);
