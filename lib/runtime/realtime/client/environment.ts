import { REALTIME_ENVIRONMENT } from '../../contract/realtime/environment';
import { MissingVariableError } from '../errors';

const GRANTS = {
  broadcastQueueUrl: 'grantBroadcast',
  callbackUrl: 'grantManageConnections',
  connectionsTable: 'grantReadConnections',
} as const;

/** What the API told this function by its environment. */
export function fromEnvironment(what: keyof typeof REALTIME_ENVIRONMENT): string {
  const variable = REALTIME_ENVIRONMENT[what];
  const value = process.env[variable];
  if (!value) {
    throw new MissingVariableError(variable, GRANTS[what]);
  }
  return value;
}
