/**
 * Routes that anybody may call, by the stack of a scenario or an example: what their authors decided, whatever the
 * constructs say of them. A stack that is not here has none.
 */
export const PUBLIC_ROUTES: Readonly<Record<string, readonly string[]>> = {
  MeteredRestApiCacheAndValidation: ['GET /products/{id}', 'GET /search', 'POST /orders'],
  MeteredRestApiCanary: ['GET /orders/{id}'],
  MeteredRestApiServiceIntegrations: [
    'GET /orders/{customer}',
    'GET /orders/{customer}/{id}',
    'POST /events',
    'POST /executions',
    'POST /records',
    'PUT /orders/{customer}/{id}',
  ],
  MeteredRestApiTiers: ['GET /products/{id}', 'GET /usage'],
  Orders: ['GET /health'],
  OrdersJava: ['GET /health'],
  OrdersPython: ['GET /health'],
  RealtimeWebSocketApiChannels: ['$connect'],
  RealtimeWebSocketApiDeadLetters: ['$connect'],
  SecureHttpApiDefaultRoute: ['OPTIONS /{proxy+}'],
  SecureHttpApiJwt: ['GET /health'],
  SecureHttpApiServiceIntegrations: [
    'POST /events',
    'POST /executions',
    'POST /messages',
    'POST /records',
    'POST /results',
  ],
  SecureHttpApiStage: ['GET /costly', 'GET /variables'],
};
