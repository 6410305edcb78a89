/** CloudWatch metrics of the handler `meter-usage`. */
export const METERING_METRICS = {
  namespace: 'CdkApigatewayPatterns/Metering',
  dimensions: { apiName: 'ApiName', tier: 'Tier' },
  /** Requests that were recorded since the last reading. Their sum is the number of requests. */
  requests: 'Requests',
  /** Keys that have used up 80 % of their quota or more. */
  keysOver80Percent: 'KeysOver80Percent',
} as const;
