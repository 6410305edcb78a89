/** Environment variables by which functions of the user's find an API. */
export const REALTIME_ENVIRONMENT = {
  /** URL of the broadcast queue, by `grantBroadcast`. */
  broadcastQueueUrl: 'BROADCAST_QUEUE_URL',
  /** Where `@connections` is, by `grantManageConnections`: always at the execute-api endpoint (W-31). */
  callbackUrl: 'WEBSOCKET_CALLBACK_URL',
  /** Name of the table of connections, by `grantReadConnections`. */
  connectionsTable: 'CONNECTIONS_TABLE',
} as const;
