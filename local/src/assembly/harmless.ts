import { PropertyTreatment } from './property-table';

const because = (reason: string): PropertyTreatment => ({ kind: 'harmless', reason });

/** What makes no difference to a caller on loopback, by the reason why. */
export const harmless = {
  backups: because('what is here ends with the gateway'),
  billing: because('costs nothing here'),
  capacity: because('a machine has the capacity that it has'),
  deployment: because('is for whoever deploys, not for whoever calls'),
  description: because('is for people to read'),
  encryption: because('is in the clear here'),
  labels: because('is for finding things in an account'),
  logs: because('logs, metrics and traces are not collected'),
  network: because('everything is on loopback'),
  noDestinations: because('what becomes of asynchronous events is not followed'),
  noStreams: because('changes of items are not streamed'),
  permissions: because('roles and permissions are not checked'),
  storage: because('files are those of the machine'),
  unused: because('the service makes no use of it'),
  vpcLink: because('means something with a VPC link only, which is refused'),
} as const;
